#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hookline {

/// A body unpacked.
struct DecodedBody {
  std::string data;
  bool truncated = false;  ///< there is more than `bytes_max`; data is the start of it
  std::string problem;     ///< a sentence where it isn't sound; data is what could be had
};

/// Whether decode_body() can undo the Content-Encoding: a list of gzip, br, deflate (with or
/// without zlib's frame) and identity, four at most.
bool can_decode(std::string_view content_encoding);

/// Undoes the codings, the last first. Needs memory for little more than `bytes_max`, whatever the
/// body claims to hold.
DecodedBody decode_body(std::string_view content_encoding, std::string_view body,
                        std::size_t bytes_max);

}  // namespace hookline
