#include "emitter/platform/api/v3/rows/contacts/contact_tie_rows.h"

#include "emitter/platform/api/v3/conventions/entity_columns.h"

#include <algorithm>
namespace hookline {
namespace {
/// The room's files are compiled as one: names of columns repeat.
namespace tie_columns {

using namespace entity_columns;
using entity_columns::kSent;
using Context = RowContext;

// Ties of contacts

template <class Tie>
VendorJson tie_id(const Tie& tie, const Context&) {
  return id_text(tie.tie->id);
}
template <class Tie>
VendorJson tie_contact(const Tie& tie, const Context&) {
  return id_text(tie.contact->id);
}
template <class Tie>
VendorJson tie_made(const Tie& tie, const Context& c) {
  return c.time(tie.tie->created_s);
}
template <class Tie>
VendorJson tie_changed(const Tie& tie, const Context& c) {
  return c.time(tie.tie->updated_s);
}
template <class Tie>
VendorJson tie_made_wall(const Tie& tie, const Context& c) {
  return c.wall_time(tie.tie->created_s);
}
template <class Tie>
VendorJson tie_changed_wall(const Tie& tie, const Context& c) {
  return c.wall_time(tie.tie->updated_s);
}

VendorJson membership_list(const Membership& one, const Context&) {
  return id_text(one.list());
}
VendorJson membership_status(const Membership& one, const Context&) {
  return one.is_active() ? "1" : "2";
}
/// Who came back joined when that was.
VendorJson joined_at(const Membership& one, const Context& c) {
  return c.time(one.is_active() ? one.tie->updated_s : one.tie->created_s);
}
VendorJson left_at(const Membership& one, const Context& c) {
  return one.is_active() ? VendorJson() : c.time(one.tie->updated_s);
}
VendorJson first_name(const Membership& one, const Context&) {
  return one.contact->first_name;
}
VendorJson last_name(const Membership& one, const Context&) {
  return one.contact->last_name;
}
VendorJson membership_links(const Membership& one, const Context& c) {
  return c.links("contactLists", one.tie->id,
                 {"automation", "list", "contact", "form", "autosyncLog", "campaign",
                  "unsubscribeAutomation", "message"});
}

constexpr Column<Membership> kMembershipRow[] = {
    {"contact", tie_contact, kSent},
    {"list", membership_list, kSent},
    null_column<Membership>("form"),
    fixed_column<Membership>("seriesid", "0"),
    {"sdate", joined_at},
    {"udate", left_at},
    {"status", membership_status, kSent},
    fixed_column<Membership>("responder", "1"),
    fixed_column<Membership>("sync", "0"),
    fixed_column<Membership>("unsubreason", ""),
    null_column<Membership>("campaign"),
    null_column<Membership>("message"),
    {"first_name", first_name},
    {"last_name", last_name},
    fixed_column<Membership>("ip4Sub", "0"),
    fixed_column<Membership>("sourceid", "3"),
    null_column<Membership>("autosyncLog"),
    fixed_column<Membership>("ip4_last", "0"),
    fixed_column<Membership>("ip4Unsub", "0"),
    {"created_timestamp", tie_made_wall},
    {"updated_timestamp", tie_changed_wall},
    null_column<Membership>("created_by"),
    null_column<Membership>("updated_by"),
    null_column<Membership>("unsubscribeAutomation"),
    {"links", membership_links},
    {"id", tie_id},
    null_column<Membership>("automation"),
};

constexpr Column<Membership> kMembershipCreated[] = {
    {"status", membership_status, kSent},
    {"list", membership_list, kSent},
    {"contact", tie_contact, kSent},
    {"sdate", joined_at},
    null_column<Membership>("udate"),
    fixed_column<Membership>("unsubreason", ""),
    null_column<Membership>("campaign"),
    null_column<Membership>("message"),
    {"first_name", first_name},
    {"last_name", last_name},
    {"sourceid", [](const Membership&, const Context&) -> VendorJson { return 3; }},
    null_column<Membership>("unsubscribeAutomation"),
    {"links", membership_links},
    {"id", tie_id},
};

VendorJson tagging_tag(const Tagging& one, const Context&) {
  return id_text(one.tag);
}
VendorJson tagging_links(const Tagging& one, const Context& c) {
  return c.links("contactTags", one.tie->id, {"tag", "contact"});
}

constexpr Column<Tagging> kTaggingRow[] = {
    {"contact", tie_contact},
    {"tag", tagging_tag},
    {"cdate", tie_made},
    {"created_timestamp", tie_made_wall},
    {"updated_timestamp", tie_changed_wall},
    null_column<Tagging>("created_by"),
    null_column<Tagging>("updated_by"),
    {"links", tagging_links},
    {"id", tie_id},
};

constexpr Column<Tagging> kTaggingCreated[] = {
    {"contact", tie_contact, kSent},
    {"tag", tagging_tag, kSent},
    {"cdate", tie_made},
    {"links", tagging_links},
    {"id", tie_id},
};

constexpr Criterion kMembershipCriteria[] = {
    {"contact", "contact"}, {"list", "list"}, {"status", "status"}};
constexpr Criterion kTaggingCriteria[] = {{"contact", "contact"}, {"tag", "tag"}};

VendorJson value_field(const FieldValue& one, const Context&) {
  return id_text(one.value->id);
}
VendorJson value_text(const FieldValue& one, const Context&) {
  return one.value->value;
}
VendorJson value_links(const FieldValue& one, const Context& c) {
  return c.links("fieldValues", one.tie->id, {"owner", "field"});
}

constexpr Column<FieldValue> kValueRow[] = {
    {"contact", tie_contact, kSent},
    {"field", value_field, kSent},
    {"value", value_text, kSent},
    {"cdate", tie_made},
    {"udate", tie_changed},
    null_column<FieldValue>("created_by"),
    null_column<FieldValue>("updated_by"),
    {"links", value_links},
    {"id", tie_id},
    {"owner", tie_contact},
};

constexpr Column<FieldValue> kValueCreated[] = {
    {"contact", tie_contact, kSent}, {"field", value_field, kSent},
    {"value", value_text, kSent},    {"cdate", tie_made},
    {"udate", tie_changed},          {"links", value_links},
    {"owner", tie_contact},          {"id", tie_id},
};

constexpr Criterion kValueCriteria[] = {{"fieldid", "field"}, {"val", "value"}};

}  // namespace tie_columns
}  // namespace

const Resource<Membership> kContactLists = {"contactLists",
                                            "contactList",
                                            "SubscriberList",
                                            tie_columns::kMembershipRow,
                                            tie_columns::kMembershipCreated,
                                            tie_columns::kMembershipCriteria};
const Resource<Tagging> kContactTags = {"contactTags",
                                        "contactTag",
                                        "SubscriberTag",
                                        tie_columns::kTaggingRow,
                                        tie_columns::kTaggingCreated,
                                        tie_columns::kTaggingCriteria};
const Resource<FieldValue> kFieldValues = {"fieldValues",
                                           "fieldValue",
                                           "FieldValue",
                                           tie_columns::kValueRow,
                                           tie_columns::kValueCreated,
                                           tie_columns::kValueCriteria};

std::vector<Membership> memberships_of(const Contact& contact) {
  std::vector<Membership> memberships;
  for (const ContactTie& tie : contact.ties)
    if (tie.kind == ContactTie::Kind::kOnList || tie.kind == ContactTie::Kind::kLeftList)
      memberships.push_back({{&contact, &tie}});
  return memberships;
}

std::vector<Tagging> taggings_of(const Contact& contact, const AccountState& account) {
  std::vector<Tagging> taggings;
  for (const std::string& name : contact.tags)
    for (const auto& tag : account.tags.with_key(name))
      if (const ContactTie* tie = tag_tie(contact, name))
        taggings.push_back({{&contact, tie}, tag->id});
  std::ranges::sort(taggings, {}, &Tagging::tag);
  return taggings;
}

std::vector<FieldValue> field_values_of(const Contact& contact) {
  std::vector<FieldValue> values;
  for (const ContactFieldValue& value : contact.fields)
    if (const ContactTie* tie = field_tie(contact, value.id))
      values.push_back({{&contact, tie}, &value});
  return values;
}

}  // namespace hookline
