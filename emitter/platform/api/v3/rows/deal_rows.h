#pragma once

#include "emitter/platform/api/v3/conventions/row.h"
#include "emitter/platform/entities/contact.h"
#include "emitter/platform/entities/deals/deal.h"

namespace hookline {

extern const Resource<Deal> kDeals;
/// A deal that was just changed has its columns in another order.
extern const Columns<Deal> kChangedDeal;

/// Rows of a contact's deals.
VendorJson deal_rows_of(const Contact& contact, const RowContext& context);
/// Rows beside a deal: its contact, its pipeline, its stage, none or one of each.
VendorJson deal_contact_rows(const Deal& deal, const RowContext& context);
VendorJson deal_group_rows(const Deal& deal, const RowContext& context);
VendorJson deal_stage_rows(const Deal& deal, const RowContext& context);

}  // namespace hookline
