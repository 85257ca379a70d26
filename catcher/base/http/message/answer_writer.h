#pragma once

#include "catcher/base/http/message/answer.h"

#include <string>
#include <string_view>

namespace hookline {

/// The bytes of an answer that this program gives itself. Its headers go out as they are, a length
/// or a framing that isn't true included; of what they leave open is added how long the body is,
/// that it is text, and whether the connection goes on, which `keep_alive` alone decides. The body
/// is left out where `method` (HEAD) or the status allow none.
std::string answer_text(const Answer& answer, std::string_view method, bool keep_alive);

/// The parts that every answer consists of, each put behind what `out` holds.
void append_status_line(std::string& out, const Answer& answer);
void append_header(std::string& out, std::string_view name, std::string_view value);
/// A part of a body that goes out in chunks; nothing for an empty one, which would end the body.
void append_chunk(std::string& out, std::string_view part);

}  // namespace hookline
