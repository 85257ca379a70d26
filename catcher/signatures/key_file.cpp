#include "catcher/signatures/key_file.h"

#include "catcher/failure.h"
#include "catcher/input_file.h"

#include <fmt/format.h>

namespace hookline {

std::string read_key_file(const std::string& file) {
  constexpr std::size_t kBytesMax = std::size_t{1} << 20;
  std::string text;
  try {
    text = read_input_file(file, kBytesMax);
  } catch (const InputFileError& error) {
    throw Failure(
        ExitCode::kInvalidInput,
        fmt::format("{}: {}; a file with a signing key belongs there", file, error.what()));
  }
  if (text.ends_with('\n')) text.pop_back();
  if (text.ends_with('\r')) text.pop_back();
  if (text.empty()) {
    throw Failure(ExitCode::kInvalidInput,
                  fmt::format("{}: is empty; a signing key belongs there", file));
  }
  return text;
}

}  // namespace hookline
