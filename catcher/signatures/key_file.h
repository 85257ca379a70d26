#pragma once

#include <string>

namespace hookline {

/// The content of a file that holds a key, without the line end that editors put there. Throws
/// Failure(kInvalidInput) where it can't be read, is empty or absurdly large.
std::string read_key_file(const std::string& file);

}  // namespace hookline
