#pragma once

#include <string>

namespace hookline {

struct Event;

/// What happened, in a few words: "jane@example.com opened "Spring letter"". Texts of strangers in
/// it are cut, and fit to be shown.
std::string event_summary(const Event& event);

}  // namespace hookline
