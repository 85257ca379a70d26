#pragma once

#include <iosfwd>

namespace hookline {

/// The 25 events and the automation action: API name, label, list filter, usual sources, fields;
/// for people, or as a JSON catalogue {"events": [{"name", "label", "list_filtered", "sources",
/// "fields": [{"name", "example", "when"}]}], "automation_action": {"label", "fields"}}.
void print_events(std::ostream& out, bool json);

}  // namespace hookline
