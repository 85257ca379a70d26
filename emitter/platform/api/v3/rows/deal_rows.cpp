#include "emitter/platform/api/v3/rows/deal_rows.h"

#include "emitter/platform/api/rows/row_hash.h"
#include "emitter/platform/api/v3/conventions/entity_columns.h"
#include "emitter/platform/api/v3/rows/contact_rows.h"
#include "emitter/platform/api/v3/rows/deals/deal_part_rows.h"

#include <string>

namespace hookline {
namespace {
/// The room's files are compiled as one: names of columns repeat.
namespace deal_columns {

using namespace entity_columns;
using entity_columns::kOnlySent;
using entity_columns::kSent;
using Context = RowContext;

VendorJson hash(const Deal& deal, const Context&) {
  return row_hash("deal", deal.id, 8);
}
VendorJson owner(const Deal& deal, const Context&) {
  return id_text(deal.owner);
}
VendorJson contact(const Deal& deal, const Context&) {
  return id_text_or_null(deal.contact);
}
VendorJson company(const Deal& deal, const Context&) {
  return id_text_or_null(deal.organization.id);
}
VendorJson group(const Deal& deal, const Context&) {
  return id_text(deal.pipeline);
}
VendorJson stage(const Deal& deal, const Context&) {
  return id_text(deal.stage);
}
VendorJson title(const Deal& deal, const Context&) {
  return deal.title;
}
VendorJson description(const Deal& deal, const Context&) {
  return deal.description;
}
VendorJson percent(const Deal& deal, const Context&) {
  return std::to_string(deal.percent);
}
VendorJson made(const Deal& deal, const Context& c) {
  return c.time(deal.created_s.value_or(0));
}
VendorJson value(const Deal& deal, const Context&) {
  return std::to_string(deal.value.cents);
}
VendorJson currency(const Deal& deal, const Context&) {
  return deal.currency;
}
VendorJson status(const Deal& deal, const Context&) {
  return std::to_string(static_cast<int>(deal.status));
}
VendorJson activities(const Deal& deal, const Context& c) {
  std::size_t count = 0;
  for (const auto& [note_id, note] : c.account.notes)
    if (note->of == NoteOwner::kDeal && note->owner == deal.id) ++count;
  return std::to_string(count);
}
VendorJson links(const Deal& deal, const Context& c) {
  return c.links("deals", deal.id,
                 {"dealActivities", "contact", "contactDeals", "group", "nextTask", "notes",
                  "account", "customerAccount", "organization", "owner", "scoreValues", "stage",
                  "tasks", "dealCustomFieldData"});
}

constexpr Column<Deal> kRow[] = {
    {"hash", hash},
    {"owner", owner, kSent},
    {"contact", contact, kSent},
    null_column<Deal>("organization"),
    {"group", group, kSent},
    {"stage", stage, kSent},
    {"title", title, kSent},
    {"description", description, kSent},
    {"percent", percent, kSent},
    {"cdate", made},
    {"mdate", changed},
    null_column<Deal>("nextdate"),
    null_column<Deal>("nexttaskid"),
    {"value", value, kSent},
    {"currency", currency, kSent},
    null_column<Deal>("winProbability"),
    null_column<Deal>("winProbabilityMdate"),
    {"status", status, kSent},
    {"activitycount", activities},
    fixed_column<Deal>("nextdealid", "0"),
    null_column<Deal>("edate"),
    {"links", links},
    {"id", id},
    {"isDisabled", no},
    {"account", company},
    {"customerAccount", company},
};

constexpr Column<Deal> kChanged[] = {
    {"hash", hash},
    {"owner", owner, kSent},
    {"contact", contact, kSent},
    null_column<Deal>("organization"),
    {"group", group, kSent},
    {"stage", stage, kSent},
    {"title", title, kSent},
    {"description", description, kSent},
    {"percent", percent, kSent},
    {"cdate", made},
    {"mdate", changed},
    null_column<Deal>("nextdate"),
    null_column<Deal>("nexttaskid"),
    {"value", value, kSent},
    {"currency", currency, kSent},
    {"status", status, kSent},
    {"activitycount", activities},
    fixed_column<Deal>("nextdealid", "0"),
    null_column<Deal>("edate"),
    null_column<Deal>("winProbability"),
    null_column<Deal>("winProbabilityMdate"),
    {"links", links},
    {"id", id},
    {"isDisabled", no},
    {"account", company},
    {"customerAccount", company},
};

/// Ids that the server has chosen are numbers.
constexpr Column<Deal> kCreated[] = {
    {"title", title, kSent},
    {"description", nullptr, kOnlySent},
    {"value", value, kSent},
    {"currency", currency, kSent},
    {"percent", nullptr, kOnlySent},
    {"status", nullptr, kOnlySent},
    {"contact", contact, kSent},
    {"group", [](const Deal& deal, const Context&) -> VendorJson { return deal.pipeline; }, kSent},
    {"stage", [](const Deal& deal, const Context&) -> VendorJson { return deal.stage; }, kSent},
    {"owner", owner, kSent},
    {"cdate", made},
    {"mdate", changed},
    fixed_column<Deal>("organization", ""),
    null_column<Deal>("nextdate"),
    {"hash", hash},
    null_column<Deal>("winProbability"),
    null_column<Deal>("winProbabilityMdate"),
    {"links", links},
    {"id", id},
    {"isDisabled", no},
    fixed_column<Deal>("account", ""),
    fixed_column<Deal>("customerAccount", ""),
};

constexpr Criterion kCriteria[] = {
    {"title", "title"},   {"stage", "stage"}, {"group", "group"},
    {"status", "status"}, {"owner", "owner"}, {"value", "value"},
    {"cdate", "cdate"},   {"id", "id"},       {"contact", "contact"}};

template <class Entity>
VendorJson one_or_none(const Resource<Entity>& resource,
                       const std::shared_ptr<const Entity>& entity, const Context& context) {
  VendorJson rows = VendorJson::array();
  if (entity) rows.push_back(row_of(resource.row, *entity, context));
  return rows;
}

}  // namespace deal_columns
}  // namespace

const Resource<Deal> kDeals = {
    "deals", "deal", "Deal", deal_columns::kRow, deal_columns::kCreated, deal_columns::kCriteria};
const Columns<Deal> kChangedDeal = deal_columns::kChanged;

VendorJson deal_rows_of(const Contact& contact, const RowContext& context) {
  VendorJson rows = VendorJson::array();
  for (const auto& [id, deal] : context.account.deals)
    if (deal->contact == contact.id) rows.push_back(row_of(kDeals.row, *deal, context));
  return rows;
}
VendorJson deal_contact_rows(const Deal& deal, const RowContext& context) {
  return deal_columns::one_or_none(kContacts, context.account.contacts.find(deal.contact), context);
}
VendorJson deal_group_rows(const Deal& deal, const RowContext& context) {
  return deal_columns::one_or_none(kDealGroups, context.account.pipelines.find(deal.pipeline),
                                   context);
}
VendorJson deal_stage_rows(const Deal& deal, const RowContext& context) {
  return deal_columns::one_or_none(kDealStages, context.account.stages.find(deal.stage), context);
}

}  // namespace hookline
