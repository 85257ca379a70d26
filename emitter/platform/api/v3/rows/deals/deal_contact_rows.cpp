#include "emitter/platform/api/v3/rows/deals/deal_contact_rows.h"

#include "emitter/platform/api/v3/conventions/entity_columns.h"

namespace hookline {
namespace {
/// The room's files are compiled as one: names of columns repeat.
namespace deal_contact_columns {

using namespace entity_columns;
using entity_columns::kSent;
using Context = RowContext;

VendorJson tied_deal(const DealContact& tie, const Context&) {
  return id_text(tie.deal);
}
VendorJson tied_contact(const DealContact& tie, const Context&) {
  return id_text(tie.contact);
}
VendorJson tie_links(const DealContact& tie, const Context& c) {
  return c.links("contactDeals", tie.id, {"deal", "contact"});
}

constexpr Column<DealContact> kRow[] = {
    {"deal", tied_deal}, {"contact", tied_contact}, {"cdate", made}, {"links", tie_links},
    {"id", id},
};

constexpr Column<DealContact> kCreated[] = {
    {"contact", tied_contact, kSent},
    {"deal", tied_deal, kSent},
    {"cdate", made},
    {"links", tie_links},
    {"id", id},
};

constexpr Criterion kCriteria[] = {{"deal", "deal"}, {"contact", "contact"}, {"id", "id"}};

}  // namespace deal_contact_columns
}  // namespace

const Resource<DealContact> kContactDeals = {"contactDeals",
                                             "contactDeal",
                                             "ContactDeal",
                                             deal_contact_columns::kRow,
                                             deal_contact_columns::kCreated,
                                             deal_contact_columns::kCriteria};

}  // namespace hookline
