#pragma once

#include <string>
#include <string_view>

namespace hookline {

/// As a sender with Content-Encoding gzip, deflate, or a deflate without zlib's frame packs it.
std::string gzip(std::string_view text);
std::string brotli(std::string_view text);
std::string deflate(std::string_view text);
std::string raw_deflate(std::string_view text);

}  // namespace hookline
