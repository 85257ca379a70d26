#include "emitter/platform/api/v1/actions/contacts/contact_row.h"

#include "emitter/platform/api/rows/row_hash.h"
#include "emitter/platform/api/v1/frame/v1_parameters.h"

#include <string>

namespace hookline {
namespace {

constexpr const char* kNever = "0000-00-00 00:00:00";

/// Who came back joined when that was.
std::int64_t joined_s(const ContactTie& tie) {
  return tie.kind == ContactTie::Kind::kOnList ? tie.updated_s : tie.created_s;
}

VendorJson membership(const Contact& contact, const ContactTie& tie, const RowContext& context) {
  const std::uint64_t list = tie.to;
  const bool is_active = tie.kind == ContactTie::Kind::kOnList;
  const auto found = context.account.lists.find(list);
  return {{"id", std::to_string(tie.id)},
          {"subscriberid", std::to_string(contact.id)},
          {"listid", std::to_string(list)},
          {"formid", "0"},
          {"seriesid", "0"},
          {"sdate", context.wall_time(joined_s(tie))},
          {"udate", is_active ? VendorJson(kNever) : context.wall_time(tie.updated_s)},
          {"status", is_active ? "1" : "2"},
          {"responder", "1"},
          {"sync", "0"},
          {"unsubreason", ""},
          {"unsubcampaignid", "0"},
          {"unsubmessageid", "0"},
          {"first_name", contact.first_name},
          {"last_name", contact.last_name},
          {"ip4_sub", "0"},
          {"sourceid", "3"},
          {"sourceid_autosync", "0"},
          {"ip4_last", "0"},
          {"ip4_unsub", "0"},
          {"listname", found ? found->name : ""},
          {"sdate_iso", context.time(joined_s(tie))}};
}

/// By list id; an empty array where there is none, as PHP writes it.
VendorJson memberships(const Contact& contact, const RowContext& context) {
  VendorJson lists = VendorJson::array();
  for (const ContactTie& tie : contact.ties) {
    if (tie.kind != ContactTie::Kind::kOnList && tie.kind != ContactTie::Kind::kLeftList) continue;
    if (lists.is_array()) lists = VendorJson::object();
    lists[std::to_string(tie.to)] = membership(contact, tie, context);
  }
  return lists;
}

std::string data_id(const Contact& contact, std::uint64_t field) {
  const ContactTie* tie = field_tie(contact, field);
  return std::to_string(tie == nullptr ? 0 : tie->id);
}

VendorJson field_values(const Contact& contact, const RowContext& context) {
  VendorJson fields = VendorJson::array();
  for (const ContactFieldValue& value : contact.fields) {
    const auto field = context.account.contact_fields.find(value.id);
    if (!field) continue;
    if (fields.is_array()) fields = VendorJson::object();
    fields[std::to_string(value.id)] = {{"id", std::to_string(value.id)},
                                        {"title", field->title},
                                        {"descript", ""},
                                        {"type", field->type},
                                        {"isrequired", "0"},
                                        {"perstag", field->tag},
                                        {"defval", ""},
                                        {"val", value.value},
                                        {"dataid", data_id(contact, value.id)},
                                        {"relid", "0"}};
  }
  return fields;
}

std::string listed(const Contact& contact) {
  std::string ids;
  for (const auto* lists : {&contact.lists, &contact.left_lists})
    for (const std::uint64_t list : *lists) ids += (ids.empty() ? "" : "-") + std::to_string(list);
  return ids;
}

std::string first_list(const Contact& contact) {
  if (!contact.lists.empty()) return std::to_string(contact.lists.front());
  return contact.left_lists.empty() ? "0" : std::to_string(contact.left_lists.front());
}

/// How it stands with the first of its lists.
VendorJson standing(const Contact& contact, const RowContext& context) {
  const std::string id = std::to_string(contact.id);
  const ContactTie* tie = list_tie(contact, v1_number(first_list(contact)).value_or(0));
  const bool has_left = tie != nullptr && tie->kind == ContactTie::Kind::kLeftList;
  return {{"id", id},
          {"subscriberid", id},
          {"listid", first_list(contact)},
          {"formid", "0"},
          {"sdate", context.wall_time(tie == nullptr ? contact.created_s : joined_s(*tie))},
          {"udate", has_left ? context.wall_time(tie->updated_s) : VendorJson(kNever)},
          {"status", has_left ? "2" : "1"},
          {"responder", "1"},
          {"sync", "0"},
          {"unsubreason", ""},
          {"unsubcampaignid", "0"},
          {"unsubmessageid", "0"}};
}

VendorJson person(const Contact& contact, const RowContext& context) {
  return {{"first_name", contact.first_name},
          {"last_name", contact.last_name},
          {"phone", contact.phone},
          {"customer_acct_id", std::to_string(contact.customer_account.id)},
          {"customer_acct_name", contact.customer_account.name},
          {"orgname", contact.organization},
          {"cdate", context.wall_time(contact.created_s)},
          {"email", contact.email},
          {"bounced_hard", "0"},
          {"bounced_soft", "0"},
          {"bounced_date", nullptr},
          {"campaign_history", VendorJson::array()},
          {"ip", contact.ip},
          {"hash", row_hash("contact", contact.id, 32)},
          {"socialdata_lastcheck", nullptr},
          {"lid", first_list(contact)},
          {"name", contact.first_name + " " + contact.last_name},
          {"a_unsub_date", ""},
          {"a_unsub_time", ""}};
}

}  // namespace

VendorJson v1_contact(const Contact& contact, const RowContext& context) {
  VendorJson row = standing(contact, context);
  row.update(person(contact, context));
  row["lists"] = memberships(contact, context);
  row["listslist"] = listed(contact);
  row["fields"] = field_values(contact, context);
  row["actions"] = VendorJson::array();
  row["bounces"] = {{"mailing", VendorJson::array()},
                    {"mailings", 0},
                    {"responder", VendorJson::array()},
                    {"responders", 0}};
  row["bouncescnt"] = 0;
  row["tags"] = contact.tags;
  return row;
}

VendorJson v1_short_contact(const Contact& contact, const RowContext& context) {
  const std::string id = std::to_string(contact.id);
  return {{"id", id},
          {"subscriberid", id},
          {"cdate", context.wall_time(contact.created_s)},
          {"sdate", context.wall_time(contact.created_s)},
          {"first_name", contact.first_name},
          {"last_name", contact.last_name},
          {"email", contact.email},
          {"last_list", first_list(contact)},
          {"avatar_url", ""}};
}

}  // namespace hookline
