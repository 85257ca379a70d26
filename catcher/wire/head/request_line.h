#pragma once

#include "catcher/wire/head/refusal.h"

#include <string>
#include <string_view>

namespace hookline {

// HTTP/2, TLS and other strangers get 400, captured with the reason: what speaks something else
// reads no 505 either.

/// Why a request is refused; kNone: it isn't.
struct Fault {
  Refusal refusal = Refusal::kNone;
  std::string reason = {};  ///< a sentence
};

/// A request line, read strictly; of one that can't be taken, as much as can be said.
struct RequestLine {
  std::string_view method;
  std::string_view target;
  std::string_view version;  ///< "HTTP/1.1"; with a fault what stands in its place
  Fault fault = {};
  /// Whether header lines can be expected behind it, also where it is faulty.
  bool is_http = false;
};

/// `line`: without its LF, with its CR.
RequestLine read_request_line(std::string_view line);

/// What the first bytes of a line that is not whole yet already give away: that they are no HTTP.
Fault fault_of_start(std::string_view bytes);

/// Foreign text for a sentence: its start, in quotes, with control bytes as \x00.
std::string quoted(std::string_view text);

}  // namespace hookline
