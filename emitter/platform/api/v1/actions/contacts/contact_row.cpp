#include "emitter/platform/api/v1/actions/contacts/contact_row.h"

#include "emitter/platform/api/rows/row_hash.h"

#include <string>

namespace hookline {
namespace {

constexpr const char* kNever = "0000-00-00 00:00:00";

VendorJson membership(const Contact& contact, std::uint64_t list, bool is_active,
                      const RowContext& context) {
  const auto found = context.account.lists.find(list);
  const VendorJson since = context.wall_time(contact.updated_s);
  return {{"id", std::to_string(contact.id * 1'000'000 + list)},
          {"subscriberid", std::to_string(contact.id)},
          {"listid", std::to_string(list)},
          {"formid", "0"},
          {"seriesid", "0"},
          {"sdate", since},
          {"udate", is_active ? VendorJson(kNever) : since},
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
          {"sdate_iso", context.time(contact.updated_s)}};
}

/// By list id; an empty array where there is none, as PHP writes it.
VendorJson memberships(const Contact& contact, const RowContext& context) {
  VendorJson lists = VendorJson::array();
  for (const auto& [ids, is_active] :
       {std::pair{&contact.lists, true}, std::pair{&contact.left_lists, false}}) {
    for (const std::uint64_t list : *ids) {
      if (lists.is_array()) lists = VendorJson::object();
      lists[std::to_string(list)] = membership(contact, list, is_active, context);
    }
  }
  return lists;
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
                                        {"dataid", std::to_string(value.id)},
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

std::string status_of(const Contact& contact) {
  return contact.lists.empty() && !contact.left_lists.empty() ? "2" : "1";
}

/// How it stands with the first of its lists.
VendorJson standing(const Contact& contact, const RowContext& context) {
  const std::string id = std::to_string(contact.id);
  return {{"id", id},
          {"subscriberid", id},
          {"listid", first_list(contact)},
          {"formid", "0"},
          {"sdate", context.wall_time(contact.created_s)},
          {"udate", kNever},
          {"status", status_of(contact)},
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
