#pragma once

#include "catcher/base/json/json_writer.h"
#include "emitter/platform/automations/automation.h"
#include "emitter/platform/automations/journey.h"

namespace hookline {

// As an account's file has them.

/// The members of an automation, "start" and "steps" among them.
void write_automation(JsonObjectWriter& object, const Automation& automation);
/// "start": null where contacts are put in.
void write_automation_start(JsonObjectWriter& object, const Automation& automation);
/// "steps".
void write_automation_steps(JsonObjectWriter& object, const Automation& automation);
/// The members of a journey; when it goes on is told to the second.
void write_journey(JsonObjectWriter& object, const Journey& journey);

}  // namespace hookline
