#pragma once

#include "catcher/base/http/message/framing.h"
#include "catcher/wire/head/request_line.h"

#include <string>
#include <string_view>

namespace hookline {

/// What the wire has to know of a request's head. Where it has a fault, the other members hold what
/// could be read all the same, so that a refused request is found by its method, target and host.
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

/// Why a line can't be a header (RFC 9112, 5) or a trailer; empty where it can. `line` has its CR,
/// but not its LF. `name` goes in as the name of the header before, which a folded line continues,
/// and comes out as this one's, a view into `line`.
std::string fault_of_header_line(std::string_view line, std::string_view& name);

}  // namespace hookline
