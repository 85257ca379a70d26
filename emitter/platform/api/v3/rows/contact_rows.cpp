#include "emitter/platform/api/v3/rows/contact_rows.h"

#include "emitter/platform/api/rows/row_hash.h"
#include "emitter/platform/api/v3/conventions/entity_columns.h"
#include "emitter/platform/api/v3/rows/contacts/company_rows.h"
#include "emitter/platform/api/v3/rows/contacts/contact_tie_rows.h"
#include "emitter/platform/api/v3/rows/deal_rows.h"
#include "emitter/platform/api/v3/rows/sending/entry_rows.h"

#include <charconv>
#include <string>

namespace hookline {
namespace {
/// The room's files are compiled as one: names of columns repeat.
namespace contact_columns {

using namespace entity_columns;
using entity_columns::kOnlySent;
using entity_columns::kSent;
using Context = RowContext;

VendorJson hash(const Contact& contact, const Context&) {
  return row_hash("contact", contact.id, 32);
}
VendorJson ip(const Contact& contact, const Context&) {
  return ip_number(contact.ip);
}
VendorJson links(const Contact& contact, const Context& c) {
  return c.links("contacts", contact.id,
                 {"bounceLogs", "contactAutomations", "contactData", "contactGoals", "contactLists",
                  "contactLogs", "contactTags", "contactDeals", "deals", "fieldValues", "geoIps",
                  "notes", "organization", "plusAppend", "trackingLogs", "scoreValues",
                  "accountContacts", "automationEntryCounts"});
}

/// In front of the last three stand arrays of ids, where a row has them.
constexpr std::size_t kBehindArrays = 3;

constexpr Column<Contact> kRow[] = {
    {"cdate", made},
    {"email", text<&Contact::email>, kSent},
    {"phone", text<&Contact::phone>, kSent},
    {"firstName", text<&Contact::first_name>, kSent},
    {"lastName", text<&Contact::last_name>, kSent},
    fixed_column<Contact>("orgid", "0"),
    {"orgname", text<&Contact::organization>},
    fixed_column<Contact>("segmentio_id", ""),
    fixed_column<Contact>("bounced_hard", "0"),
    fixed_column<Contact>("bounced_soft", "0"),
    null_column<Contact>("bounced_date"),
    {"ip", ip},
    null_column<Contact>("ua"),
    {"hash", hash},
    null_column<Contact>("socialdata_lastcheck"),
    fixed_column<Contact>("email_local", ""),
    fixed_column<Contact>("email_domain", ""),
    fixed_column<Contact>("sentcnt", "0"),
    null_column<Contact>("rating_tstamp"),
    fixed_column<Contact>("gravatar", "0"),
    fixed_column<Contact>("deleted", "0"),
    fixed_column<Contact>("anonymized", "0"),
    null_column<Contact>("adate"),
    {"udate", changed},
    null_column<Contact>("edate"),
    null_column<Contact>("deleted_at"),
    // The account's wall clock, in spite of the names.
    {"created_utc_timestamp", made_wall},
    {"updated_utc_timestamp", changed_wall},
    {"created_timestamp", made_wall},
    {"updated_timestamp", changed_wall},
    null_column<Contact>("created_by"),
    null_column<Contact>("updated_by"),
    {"email_empty", no},
    {"links", links},
    {"id", id},
    null_column<Contact>("organization"),
};

constexpr Column<Contact> kCreated[] = {
    {"email", text<&Contact::email>, kSent},
    {"phone", nullptr, kOnlySent},
    {"firstName", nullptr, kOnlySent},
    {"lastName", nullptr, kOnlySent},
    {"email_empty", no},
    {"cdate", made},
    {"udate", changed},
    fixed_column<Contact>("orgid", ""),
    fixed_column<Contact>("orgname", ""),
    {"links", links},
    {"hash", hash},
    {"id", id},
    fixed_column<Contact>("organization", ""),
};

constexpr Criterion kCriteria[] = {{"id", "id"},
                                   {"email", "email", ListQuery::Operator::kEqInAnyCase},
                                   {"cdate", "cdate"},
                                   {"created", "cdate"},
                                   {"first_name", "firstName"},
                                   {"last_name", "lastName"},
                                   {"name", "firstName"},
                                   {"created_before", "cdate", ListQuery::Operator::kLt},
                                   {"created_after", "cdate", ListQuery::Operator::kGt},
                                   {"updated_before", "udate", ListQuery::Operator::kLt},
                                   {"updated_after", "udate", ListQuery::Operator::kGt}};

VendorJson ids_in(const VendorJson& rows) {
  VendorJson ids = VendorJson::array();
  for (const VendorJson& row : rows) ids.push_back(row["id"]);
  return ids;
}

}  // namespace contact_columns
}  // namespace

const Resource<Contact> kContacts = {"contacts",
                                     "contact",
                                     "Subscriber",
                                     contact_columns::kRow,
                                     contact_columns::kCreated,
                                     contact_columns::kCriteria};

VendorJson contact_row(const Contact& contact, ContactRow form, const RowContext& context) {
  const auto all = kContacts.row;
  const auto head = all.first(all.size() - contact_columns::kBehindArrays);
  VendorJson row = row_of(head, contact, context);
  if (form == ContactRow::kAlone) {
    row["contactAutomations"] = contact_columns::ids_in(entry_rows_of(contact.id, context));
    row["contactLists"] =
        contact_columns::ids_in(tie_rows(kContactLists, memberships_of(contact), context));
    row["fieldValues"] =
        contact_columns::ids_in(tie_rows(kFieldValues, field_values_of(contact), context));
    row["geoIps"] = VendorJson::array();
    row["deals"] = contact_columns::ids_in(deal_rows_of(contact, context));
    row["accountContacts"] = contact_columns::ids_in(company_member_rows(contact.id, context));
    row["sentiment"] = nullptr;
  } else {
    row["scoreValues"] = VendorJson::array();
    row["accountContacts"] = contact_columns::ids_in(company_member_rows(contact.id, context));
  }
  row.update(row_of(all.last(contact_columns::kBehindArrays), contact, context));
  return row;
}

std::string ip_number(std::string_view address) {
  std::uint32_t number = 0;
  for (int part = 0; part < 4; ++part) {
    std::uint8_t byte = 0;
    const auto [end, error] =
        std::from_chars(address.data(), address.data() + address.size(), byte);
    if (error != std::errc()) return "0";
    number = number << 8 | byte;
    address.remove_prefix(static_cast<std::size_t>(end - address.data()));
    if (!address.empty()) address.remove_prefix(1);
  }
  return std::to_string(number);
}

}  // namespace hookline
