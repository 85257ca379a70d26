#pragma once

#include "catcher/captures/capture.h"

#include <span>
#include <string>
#include <string_view>

namespace hookline {

/// Downloads. Each is appended to piece by piece, so that an export of any size can be streamed.

/// One line: the JSON of GET /api/captures/ID.
void append_ndjson(std::string& out, const Capture& capture);

/// A command for sh that sends the same method, headers and body to `origin` ("http://HOST:PORT")
/// again, whatever bytes they hold, and a line end. Headers that curl makes by itself (Host,
/// Content-Length, Transfer-Encoding) are left to it.
void append_curl(std::string& out, const Capture& capture, std::string_view origin);

/// HAR 1.2 of the captures: begin, entries with a comma between them, end.
std::string har_begin(std::string_view version);
void append_har_entry(std::string& out, const Capture& capture, std::string_view origin);
std::string har_end();

}  // namespace hookline
