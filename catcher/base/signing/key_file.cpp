#include "catcher/base/signing/key_file.h"

#include "catcher/base/process/failure.h"
#include "catcher/base/process/input_file.h"

#include <cstddef>
#include <string_view>

#include <fmt/format.h>

namespace hookline {

namespace {

[[noreturn]] void refuse(const std::string& file, std::string_view sentence) {
  throw Failure(ExitCode::kInvalidInput, fmt::format("{}: {}", file, sentence));
}

std::string content_of(const std::string& file) {
  constexpr std::size_t kBytesMax = std::size_t{1} << 20;
  try {
    return read_input_file(file, kBytesMax);
  } catch (const InputFileError& error) {
    refuse(file, fmt::format("{}; a file with a signing key belongs there", error.what()));
  }
}

/// Keys are ASCII: of each pair of bytes, the one that isn't 0.
std::string ascii_of_utf16(const std::string& file, std::string_view pairs, std::size_t low) {
  std::string text;
  for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
    const char c = pairs[i + low];
    if (pairs[i + 1 - low] != '\0' || static_cast<unsigned char>(c) > 0x7e) {
      refuse(file, "is UTF-16 with more than ASCII in it; save it as UTF-8");
    }
    text += c;
  }
  return text;
}

std::string as_utf8(const std::string& file, std::string text) {
  if (text.starts_with("\xff\xfe"))
    return ascii_of_utf16(file, std::string_view(text).substr(2), 0);
  if (text.starts_with("\xfe\xff"))
    return ascii_of_utf16(file, std::string_view(text).substr(2), 1);
  if (text.starts_with("\xef\xbb\xbf")) return text.substr(3);
  const bool alternates =
      text.size() >= 4 && text.size() % 2 == 0 &&
      ((text[1] == '\0' && text[3] == '\0') || (text[0] == '\0' && text[2] == '\0'));
  if (alternates) refuse(file, "is UTF-16 without a byte order mark; save it as UTF-8");
  return text;
}

}  // namespace

std::string read_key_file(const std::string& file) {
  std::string text = as_utf8(file, content_of(file));
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  if (text.empty()) refuse(file, "is empty; a signing key belongs there");
  return text;
}

}  // namespace hookline
