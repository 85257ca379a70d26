#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hookline {

/// A body unpacked.
struct DecodedBody {
  std::string data = {};
  bool truncated = false;    ///< there is more than `bytes_max`; data is the start of it
  std::string problem = {};  ///< a sentence where it isn't sound; data is what could be had
  /// False: no coding could be undone, and data is the body as sent.
  bool undone = true;
  /// Whether data is the start of what a damaged coding holds; else it is whole as far as it goes.
  bool partial = false;
  std::size_t behind = 0;  ///< bytes behind the end of the compressed data, which nobody reads
};

/// The codings of a request's body as one list, in the order they were applied: those of all
/// Content-Encoding lines, then those of Transfer-Encoding before its "chunked". Names that change
/// nothing are left out.
std::string codings_in(std::string_view head);

/// Whether decode_body() can undo the codings: a list of gzip, br, deflate (with or without zlib's
/// frame), zstd and identity, four at most.
bool can_decode(std::string_view codings);

/// Undoes the codings, the last first, up to one that can't be undone. Needs memory for little more
/// than `bytes_max`, whatever the body claims to hold; zstd's window may be 8 MiB (RFC 9659).
DecodedBody decode_body(std::string_view codings, std::string_view body, std::size_t bytes_max);

}  // namespace hookline
