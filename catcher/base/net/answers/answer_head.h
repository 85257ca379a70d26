#pragma once

#include "catcher/base/http/headers/header.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hookline {

/// What a sender has to know of an answer's head. The views are into the head's bytes.
struct AnswerHead {
  int status = 0;
  std::string_view reason;  ///< what stands behind the status; may be empty
  /// How long the body is; none where it is chunked, or ends with the connection.
  std::optional<std::uint64_t> length;
  bool is_chunked = false;
  bool keeps_alive = false;      ///< by version and Connection, whatever the body's framing
  std::string_view retry_after;  ///< empty where there is none
  std::string_view location;     ///< likewise
};

/// Where a head ends that begins with these bytes: behind the blank line, CR LF or a bare LF. None
/// where its end isn't there. Before `from` no end is looked for.
std::optional<std::size_t> end_of_answer_head(std::string_view bytes, std::size_t from = 0);

/// Reads a whole head as servers send them: what curl 7.88 takes is taken (bare LF, no reason,
/// folded lines, HTTP in lower case, blanks before a colon, one length twice), unless programs
/// would disagree about where the answer ends. Returns what is wrong, a clause that begins with
/// "it" or "its"; empty where it is sound. `fields` gets the headers, appended; it may be null.
std::string read_answer_head(std::string_view bytes, AnswerHead& head, Headers* fields);

/// The header lines behind a chunked body, appended to `fields`; what is none is passed over.
void read_answer_trailers(std::string_view lines, Headers& fields);

}  // namespace hookline
