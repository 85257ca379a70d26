#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

namespace hookline {

/// Why a file that the user names can't be read: half a sentence, without its name.
class InputFileError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

inline constexpr std::size_t kInputFileBytesMax = std::size_t{64} << 20;

/// The content of a file, or of a pipe up to its end, for as long as that takes: SIGINT and SIGTERM
/// end the program while it waits for one, also where they are blocked. Throws InputFileError for
/// what can't be read, is a folder, or goes over `bytes_max`.
std::string read_input_file(const std::string& file, std::size_t bytes_max = kInputFileBytesMax);

}  // namespace hookline
