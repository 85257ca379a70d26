#pragma once

#include <string>

namespace hookline {

/// The content of a file that holds a key, as UTF-8 without a byte order mark (editors and shells
/// of Windows write UTF-16), and without the line ends behind it. Throws Failure(kInvalidInput)
/// where it can't be read, is empty or absurdly large, or is no text.
std::string read_key_file(const std::string& file);

}  // namespace hookline
