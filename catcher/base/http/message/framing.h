#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hookline {

/// How a request's head says where its body ends.
enum class Framing : std::uint8_t {
  kNone,     ///< there is no body
  kLength,   ///< behind so many bytes
  kChunked,  ///< behind its last chunk
  kFaulty,   ///< no two servers would agree
};

struct FramingReading {
  Framing kind = Framing::kNone;
  std::uint64_t length = 0;  ///< of kLength; the largest there is where no number holds it
  std::string digits = {};   ///< the length as it was sent, where no number holds it
  std::string fault = {};    ///< of kFaulty, a sentence that names the header
};

/// RFC 9112, 6.3. `head`: the request line and the header lines. The only place where this is
/// decided: what is read off the wire and what is shown of it later can't differ.
FramingReading read_framing(std::string_view head);

/// Whether the body comes in chunks.
bool is_chunked(std::string_view head);

}  // namespace hookline
