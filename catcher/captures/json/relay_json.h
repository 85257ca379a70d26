#pragma once

#include "catcher/captures/relay.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace hookline {

class JsonObjectWriter;

/// Adds "body", with the members that the body of a capture has. `whole_bytes`: its size, of which
/// `body` may be the start.
void add_answer_body(JsonObjectWriter& json, const Headers& headers, std::string_view body,
                     std::uint64_t whole_bytes);

/// Adds what became of sending a capture on: "forwarded", an object, where it was forwarded, and
/// "replays", a list, newest last, where it was sent again.
void add_relays(JsonObjectWriter& json, std::span<const Relay> relays);

/// What a call of replay answers: {"at","to","status","duration_us","headers","body"}, or
/// {"error","hint",…} where no answer came; what had come of one that broke off stands beside it.
std::string replay_json(const Relay& relay);

}  // namespace hookline
