#include "tests/support/places.h"

namespace hookline {

std::string source_path(const std::string& path) {
  return std::string(HOOKLINE_SOURCE_DIR) + "/" + path;
}

std::string program_path(const std::string& name) {
  return std::string(HOOKLINE_BIN_DIR) + "/" + name;
}

}  // namespace hookline
