#include "tests/support/temp_folder.h"

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <system_error>

#include <stdlib.h>

namespace hookline {

TempFolder::TempFolder() {
  auto name = (std::filesystem::temp_directory_path() / "hookline-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    throw std::runtime_error("no folder " + name + ": " + std::strerror(errno));
  }
  path_ = name;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace hookline
