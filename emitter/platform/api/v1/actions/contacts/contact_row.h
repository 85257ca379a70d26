#pragma once

#include "emitter/platform/api/rows/row_context.h"
#include "emitter/platform/entities/contact.h"

namespace hookline {

/// A contact with all that belongs to it, as contact_view has it.
VendorJson v1_contact(const Contact& contact, const RowContext& context);
/// As lists of contacts have it.
VendorJson v1_short_contact(const Contact& contact, const RowContext& context);

}  // namespace hookline
