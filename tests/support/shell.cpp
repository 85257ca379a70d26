#include "tests/support/shell.h"

#include "tests/support/temp_folder.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <stdexcept>

namespace hookline {

std::string output_of_sh(const std::string& script) {
  const TempFolder folder;
  const auto file = folder.file("script.sh");
  std::ofstream(file) << script;
  std::FILE* pipe = ::popen(("sh " + file).c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("sh won't start");
  std::string output;
  std::array<char, 65536> buffer{};
  while (const auto size = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    output.append(buffer.data(), size);
  }
  if (::pclose(pipe) != 0) throw std::runtime_error("sh failed: " + script.substr(0, 2000));
  return output;
}

}  // namespace hookline
