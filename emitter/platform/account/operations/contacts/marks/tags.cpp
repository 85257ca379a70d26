#include "emitter/platform/account/operations/contacts/marks/tags.h"

#include "emitter/platform/account/operations/contacts/contacts.h"
#include "emitter/platform/account/state/put_contact.h"

#include <utility>

namespace hookline {
namespace {

constexpr const char* kUsualTag = "vip";

void tell(AccountDraft& account, EventType type, Contact contact, std::string tag) {
  Event& event = account.tell(type);
  event.contact = put_contact(account, std::move(contact));
  event.details = TagDetails{std::move(tag)};
}

}  // namespace

void perform(const AddTag& add, AccountDraft& account) {
  Contact contact = *take_contact(account, add.contact);
  const std::string tag = add.tag.value_or(kUsualTag);
  take_tag(account, tag);
  if (!contact.has_tag(tag)) contact.tags.push_back(tag);
  tell(account, EventType::kContactTagAdded, std::move(contact), tag);
}

void perform(const RemoveTag& remove, AccountDraft& account) {
  Contact contact = *take_contact(account, remove.contact);
  const std::string last = contact.tags.empty() ? kUsualTag : contact.tags.back();
  const std::string tag = remove.tag.value_or(last);
  std::erase(contact.tags, tag);
  tell(account, EventType::kContactTagRemoved, std::move(contact), tag);
}

std::shared_ptr<const Tag> take_tag(AccountDraft& account, const std::string& name) {
  if (const auto known = account.tags.with_key(name); !known.empty()) return known.front();
  Tag tag;
  tag.name = name;
  return account.tags.put(std::move(tag));
}

}  // namespace hookline
