#include "emitter/platform/api/v1/actions/contacts/contact_actions.h"

#include "catcher/base/http/headers/header.h"
#include "catcher/base/text/ascii.h"
#include "emitter/platform/account/operations/contacts/contacts.h"
#include "emitter/platform/account/operations/contacts/marks/tags.h"
#include "emitter/platform/account/operations/contacts/memberships.h"
#include "emitter/platform/account/operations/contacts/removals.h"
#include "emitter/platform/api/rows/row_hash.h"
#include "emitter/platform/api/v1/actions/contacts/contact_row.h"
#include "emitter/platform/api/v1/actions/contacts/given_contact.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

V1Result saved(std::uint64_t id, std::string message) {
  return {std::move(message), {{"subscriber_id", id}, {"sendlast_should", 0}, {"sendlast_did", 0}}};
}

ContactChange whom(std::uint64_t id) {
  ContactChange change;
  change.id = id;
  return change;
}

void leave_lists(AccountDraft& draft, std::uint64_t contact,
                 const std::vector<std::uint64_t>& lists) {
  if (lists.empty()) return;
  Unsubscribe unsubscribe;
  unsubscribe.contact = whom(contact);
  unsubscribe.lists = lists;
  perform(unsubscribe, draft);
}

void give_tags(AccountDraft& draft, std::uint64_t contact, const std::vector<std::string>& tags) {
  for (const std::string& tag : tags) {
    if (draft.contacts.find(contact)->has_tag(tag)) continue;
    AddTag add;
    add.contact = whom(contact);
    add.tag = tag;
    perform(add, draft);
  }
}

std::uint64_t add_contact(AccountDraft& draft, const GivenContact& given) {
  Subscribe subscribe;
  subscribe.contact = given.change;
  subscribe.lists = given.joins;
  subscribe.form_id = given.form;
  perform(subscribe, draft);
  const std::uint64_t id = draft.events().back().contact->id;
  leave_lists(draft, id, given.leaves);
  give_tags(draft, id, given.tags);
  return id;
}

/// An event for each list whose status changes, and one for the contact itself.
void edit_contact(AccountDraft& draft, const Contact& contact, const GivenContact& given) {
  UpdateContact update;
  update.contact = given.change;
  update.contact.id = contact.id;
  perform(update, draft);
  Subscribe subscribe;
  subscribe.contact = whom(contact.id);
  for (const std::uint64_t list : given.joins)
    if (!contact.is_on_list(list)) subscribe.lists.push_back(list);
  if (!subscribe.lists.empty()) perform(subscribe, draft);
  std::vector<std::uint64_t> leaves = given.leaves;
  std::erase_if(leaves, [&](std::uint64_t list) { return contact.has_left(list); });
  leave_lists(draft, contact.id, leaves);
  give_tags(draft, contact.id, given.tags);
}

void check_address(const V1Call& call) {
  if (!is_email(call.parameters.text_or_empty("email")))
    throw V1Error("Contact Email Address is not valid.");
}

V1Result contact_add(const V1Call& call) {
  check_address(call);
  std::uint64_t id = 0;
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    const GivenContact given = given_contact(call.parameters, draft);
    if (contact_with(draft, *given.change.email))
      throw V1Error("This contact already exists; edit it with contact_edit or contact_sync");
    id = add_contact(draft, given);
  });
  return saved(id, "Contact added");
}

V1Result contact_edit(const V1Call& call) {
  const std::uint64_t id = call.parameters.required_id("id");
  check_address(call);
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    const auto contact = named_contact(call.parameters, draft);
    const GivenContact given = given_contact(call.parameters, draft);
    const auto other = contact_with(draft, *given.change.email);
    if (other && other->id != id) throw V1Error("Another contact has this e-mail address");
    edit_contact(draft, *contact, given);
  });
  return saved(id, "Contact updated");
}

V1Result contact_sync(const V1Call& call) {
  check_address(call);
  std::uint64_t id = 0;
  bool is_new = false;
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    const GivenContact given = given_contact(call.parameters, draft);
    const auto known = contact_with(draft, *given.change.email);
    is_new = known == nullptr;
    if (known) edit_contact(draft, *known, given);
    id = known ? known->id : add_contact(draft, given);
  });
  return saved(id, is_new ? "Contact added" : "Contact updated");
}

/// One that isn't there is as good as deleted.
V1Result contact_delete(const V1Call& call) {
  std::vector<std::uint64_t> ids = call.parameters.ids("ids");
  if (ids.empty()) ids = {call.parameters.required_id("id")};
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    for (const std::uint64_t id : ids)
      if (draft.contacts.find(id)) perform(RemoveContact{id}, draft);
  });
  return {"Contact deleted"};
}

V1Result contact_view(const V1Call& call) {
  const auto ids = call.parameters.ids("ids");
  const std::uint64_t id = ids.empty() ? call.parameters.required_id("id") : ids.front();
  return returned(call.platform.read([&](const Platform::View& view) {
    const auto contact = view.account.contacts.find(id);
    return contact ? v1_contact(*contact, {view.account, ""}) : VendorJson::object();
  }));
}

V1Result contact_view_email(const V1Call& call) {
  const std::string email = call.parameters.required("email");
  return returned(call.platform.read([&](const Platform::View& view) {
    const auto contact = contact_with(view.account, email);
    return contact ? v1_contact(*contact, {view.account, ""}) : VendorJson::object();
  }));
}

V1Result contact_view_hash(const V1Call& call) {
  const std::string hash = call.parameters.required("hash");
  return returned(call.platform.read([&](const Platform::View& view) {
    for (const auto& [id, contact] : view.account.contacts)
      if (row_hash("contact", id, 32) == hash) return v1_contact(*contact, {view.account, ""});
    return VendorJson::object();
  }));
}

bool has_value(const Contact& contact, const std::string& key, const std::string& value) {
  const std::string tag = lowered(key.substr(0, key.find(',')));
  return std::ranges::any_of(contact.fields, [&](const ContactFieldValue& field) {
    return "%" + field.tag + "%" == tag && field.value == value;
  });
}

struct ContactFilters {
  explicit ContactFilters(const V1Parameters& given)
      : by_name(given.entries("filters")), by_field(given.entries("filters[fields]")) {}

  bool pass(const Contact& contact) const {
    for (const auto& [name, value] : by_name) {
      if (name == "email" && address_key(contact.email) != address_key(value)) return false;
      if (name == "listid" && !contact.is_on_list(v1_number(value).value_or(0))) return false;
      if (name == "tagname" && !contact.has_tag(value)) return false;
    }
    return std::ranges::all_of(
        by_field, [&](const auto& field) { return has_value(contact, field.first, field.second); });
  }

  std::vector<std::pair<std::string, std::string>> by_name, by_field;
};

std::vector<const Contact*> asked_contacts(const V1Call& call, const AccountState& account) {
  const auto ids = call.parameters.ids("ids");
  const ContactFilters filters(call.parameters);
  std::vector<const Contact*> contacts;
  for (const auto& [id, contact] : account.contacts) {
    if (!ids.empty() && std::ranges::find(ids, id) == ids.end()) continue;
    if (filters.pass(*contact)) contacts.push_back(contact.get());
  }
  const std::string sort = call.parameters.text_or_empty("sort");
  const auto by = [&](std::string Contact::*member) {
    std::ranges::stable_sort(contacts, {}, [&](const Contact* one) { return one->*member; });
  };
  if (sort == "first_name") by(&Contact::first_name);
  if (sort == "last_name") by(&Contact::last_name);
  if (call.parameters.text_or_empty("sort_direction") == "DESC") std::ranges::reverse(contacts);
  return contacts;
}

V1Result contact_list(const V1Call& call) {
  constexpr std::uint64_t kPage = 20;
  const std::uint64_t page = std::max<std::uint64_t>(call.parameters.id("page").value_or(1), 1);
  const bool is_full = call.parameters.text("full").value_or("1") != "0";
  return returned(call.platform.read([&](const Platform::View& view) {
    const auto contacts = asked_contacts(call, view.account);
    VendorJson rows = VendorJson::array();
    for (std::uint64_t i = (page - 1) * kPage; i < contacts.size() && rows.size() < kPage; ++i)
      rows.push_back(is_full ? v1_contact(*contacts[i], {view.account, ""})
                             : v1_short_contact(*contacts[i], {view.account, ""}));
    return numbered(rows);
  }));
}

V1Result contact_paginator(const V1Call& call) {
  const std::uint64_t offset = call.parameters.id("offset").value_or(0);
  const std::uint64_t limit = call.parameters.id("limit").value_or(20);
  return {"Success: Something is returned", call.platform.read([&](const Platform::View& view) {
            const auto contacts = asked_contacts(call, view.account);
            VendorJson rows = VendorJson::array();
            for (std::uint64_t i = offset; i < contacts.size() && rows.size() < limit; ++i)
              rows.push_back(v1_short_contact(*contacts[i], {view.account, ""}));
            return VendorJson{{"paginator", 1},           {"offset", offset},   {"limit", limit},
                              {"total", contacts.size()}, {"cnt", rows.size()}, {"rows", rows}};
          })};
}

}  // namespace

std::span<const V1Action> contact_actions() {
  static constexpr V1Action kActions[] = {
      {"contact_add", contact_add},
      {"contact_edit", contact_edit},
      {"contact_sync", contact_sync},
      {"contact_delete", contact_delete},
      {"contact_delete_list", contact_delete},
      {"contact_view", contact_view},
      {"contact_view_email", contact_view_email},
      {"contact_view_hash", contact_view_hash},
      {"contact_list", contact_list},
      {"contact_paginator", contact_paginator},
  };
  return kActions;
}

}  // namespace hookline
