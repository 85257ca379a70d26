#include "catcher/signatures/key_file.h"

#include "catcher/failure.h"

#include <fstream>

#include <fmt/format.h>

namespace hookline {

std::string read_key_file(const std::string& file) {
  constexpr std::size_t kBytesMax = std::size_t{1} << 20;
  std::ifstream in(file, std::ios::binary);
  std::string text(kBytesMax + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!in.eof()) {
    throw Failure(ExitCode::kInvalidInput,
                  fmt::format("{}: {}; a file with a signing key belongs there", file,
                              in ? "is over 1 MiB" : "can't be read"));
  }
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.ends_with('\n')) text.pop_back();
  if (text.ends_with('\r')) text.pop_back();
  if (text.empty()) {
    throw Failure(ExitCode::kInvalidInput,
                  fmt::format("{}: is empty; a signing key belongs there", file));
  }
  return text;
}

}  // namespace hookline
