#pragma once

#include "catcher/captures/capture.h"
#include "catcher/captures/relay.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace hookline {

// HAR has a body's text and never its params: the format allows one of them, and only the text is
// exact. An exported scenario has what is sent and what must arrive side by side in each step, with
// one webhook and the target in the request: it is written in one pass without remembering
// anything, and a difference is named in its step. A form is exported as pairs only where they give
// the same bytes again.

// Downloads. Each is written piece by piece, so that an export of any size can be streamed.

/// A command for sh that sends the same method, headers and body to `origin` ("http://HOST:PORT")
/// again, whatever bytes they hold, and a line end. Headers that curl makes by itself (Host,
/// Content-Length, Transfer-Encoding) are left to it. A capture that curl can't send as it came
/// (refused, cut, with trailers, …) is a comment that says why.
void append_curl(std::string& out, const Capture& capture, std::string_view origin);

/// HAR 1.2 of the captures: begin, entries with a comma between them, end.
std::string har_begin(std::string_view version);
/// Of a capture that was forwarded it tells the app's answer, and the time that it took.
void append_har_entry(std::string& out, const Capture& capture, std::span<const Relay> relays,
                      std::string_view origin);
std::string har_end();

/// A scenario that `emitter replay` plays: each capture is a step that sends it again and expects
/// what is sent to arrive. Method, target, headers (order, case, repeats) and body stay as they
/// were; Host, framing and the headers of the connection are made by whoever sends. Fields of a
/// form are pairs where they give the same bytes again. What was refused, isn't whole or can't be
/// sent safely is left out, and a comment says so.
class ScenarioExport {
 public:
  static std::string begin();
  void append(std::string& out, const Capture& capture);
  std::string end();

 private:
  void append_comments(std::string& out);

  std::uint64_t steps_ = 0;
  /// About captures left out since the last step. They are written with the next step, whose comma
  /// has to stand before them.
  std::string comments_;
  std::size_t comment_count_ = 0;
};

}  // namespace hookline
