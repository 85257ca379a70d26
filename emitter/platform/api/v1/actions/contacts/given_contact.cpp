#include "emitter/platform/api/v1/actions/contacts/given_contact.h"

#include "catcher/base/text/ascii.h"
#include "emitter/platform/account/operations/contacts/contacts.h"
#include "emitter/platform/api/v1/frame/v1_answer.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// Of "%FAVORITE_COLOR%,0" or "7,0".
std::uint64_t field_named(std::string key, const AccountDraft& draft) {
  key.resize(std::min(key.find(','), key.size()));
  if (const auto id = v1_number(key); id && draft.contact_fields.find(*id)) return *id;
  std::erase(key, '%');
  const std::string tag = lowered(key);
  const auto field =
      draft.contact_fields.find_if([&](const ContactField& one) { return one.tag == tag; });
  if (!field) throw V1Error(fmt::format("There is no field {}", key));
  return field->id;
}

void add_lists(GivenContact& contact, const V1Parameters& given, const AccountDraft& draft) {
  const auto statuses = given.entries("status");
  for (const std::uint64_t list : given.list_ids("p")) {
    if (!draft.lists.find(list)) throw V1Error(fmt::format("There is no list {}", list));
    const auto status = std::ranges::find(statuses, std::to_string(list),
                                          &std::pair<std::string, std::string>::first);
    const bool leaves = status != statuses.end() && status->second == "2";
    (leaves ? contact.leaves : contact.joins).push_back(list);
  }
}

}  // namespace

GivenContact given_contact(const V1Parameters& given, const AccountDraft& draft) {
  GivenContact contact;
  contact.change.email = given.text("email");
  if (contact.change.email && !is_email(*contact.change.email))
    throw V1Error("Contact Email Address is not valid.");
  contact.change.first_name = given.text("first_name");
  contact.change.last_name = given.text("last_name");
  contact.change.phone = given.text("phone");
  contact.change.organization = given.text("orgname");
  if (const auto company = given.text("customer_acct_name"))
    contact.change.customer_account = CustomerAccount{0, *company};
  if (const auto ip = given.text("ip4")) contact.change.ip = ip;
  for (const auto& [key, value] : given.entries("field"))
    contact.change.fields.emplace_back(field_named(key, draft), value);
  contact.tags = given.values("tags");
  contact.form = given.id("form");
  add_lists(contact, given, draft);
  return contact;
}

std::shared_ptr<const Contact> named_contact(const V1Parameters& given, const AccountDraft& draft,
                                             std::string_view id, std::string_view email) {
  const auto number = given.id(id);
  const std::string address = given.text_or_empty(email);
  if (!number && address.empty()) throw V1Error(fmt::format("{} is missing", id));
  auto found = number ? draft.contacts.find(*number) : contact_with(draft, address);
  if (!found) throw V1Error("Failed: Nothing is returned");
  return found;
}

}  // namespace hookline
