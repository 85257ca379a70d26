#pragma once

#include "catcher/base/http/message/framing.h"
#include "catcher/wire/head/request_line.h"

#include <string>
#include <string_view>

namespace hookline {

/// What a request's head says to the wire. With a fault, the rest is what could be read in spite
/// of it: a capture of what was refused is found by it.
struct WireHead {
  std::string method;
  std::string target;
  std::string version;
  std::string host;  ///< as Authority::host
  bool keep_alive = false;
  bool expects_continue = false;
  FramingReading framing = {};
  Fault fault = {};  ///< the first; framing's too
};

/// `head`: what has come of the request line and the header lines, usually all of it.
WireHead read_wire_head(std::string_view head);

/// Why a line can't be a header (RFC 9112, 5), also one behind a chunked body; empty: it can.
/// `line`: without its LF, with its CR. `name`: of the header line before, which a folded line goes
/// on with; afterwards this one's. A view into the line.
std::string fault_of_header_line(std::string_view line, std::string_view& name);

}  // namespace hookline
