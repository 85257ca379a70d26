#pragma once

#include "emitter/platform/api/v3/conventions/row.h"
#include "emitter/platform/automations/automation_entry.h"

namespace hookline {

/// Contacts in automations, and those that were in them.
extern const Resource<AutomationEntry> kContactAutomations;

/// The rows of one contact.
VendorJson entry_rows_of(std::uint64_t contact, const RowContext& context);

}  // namespace hookline
