#pragma once

namespace hookline {

struct Event;
class JsonObjectWriter;

/// The members of the scenario's step that does the event again in an account that has what it is
/// about: "event", "source", "contact", …. Whom it is about is named by the e-mail address, all
/// else by its id; what it adds is given without one. Not for an automation's action.
void write_event_step(JsonObjectWriter& step, const Event& event);

}  // namespace hookline
