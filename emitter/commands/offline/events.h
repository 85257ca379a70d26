#pragma once

#include "emitter/commands/command.h"

#include <iosfwd>

namespace hookline {

/// The 25 events and the automation action: API name, label, list filter, usual sources, fields;
/// for people, or as a JSON catalogue {"events": [{"name", "label", "list_filtered", "sources",
/// "fields": [{"name", "example", "when"}]}], "automation_action": {"label", "fields"}}.
void print_events(std::ostream& out, bool json);

/// `emitter events [--json]`
ExitCode run_events(std::span<const std::string> arguments, std::ostream& out);

}  // namespace hookline
