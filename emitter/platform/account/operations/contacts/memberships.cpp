#include "emitter/platform/account/operations/contacts/memberships.h"

#include "emitter/platform/account/operations/contacts/campaigns.h"

#include <utility>

namespace hookline {
namespace {

void tell_per_list(AccountDraft& account, Event event, ListForm form) {
  event.list_as_array = form == ListForm::kArray && !event.lists.empty();
  if (event.list_as_array || event.lists.size() < 2) return account.tell(std::move(event));
  for (const ListEntry& list : event.lists) {
    Event of_list = event;
    of_list.lists = {list};
    account.tell(std::move(of_list));
  }
}

}  // namespace

void perform(const Subscribe& subscribe, AccountDraft& account) {
  Event event = account.event_of(EventType::kSubscribe);
  event.lists = entries_of(account, subscribe.lists);
  Contact contact = *take_or_add_contact(account, subscribe.contact);
  for (const std::uint64_t list : subscribe.lists)
    if (!contact.is_on_list(list)) contact.lists.push_back(list);
  event.contact = account.contacts.put(std::move(contact));
  event.details = SubscribeDetails{subscribe.form_id};
  tell_per_list(account, std::move(event), subscribe.list_form.value_or(ListForm::kScalar));
}

void perform(const Unsubscribe& unsubscribe, AccountDraft& account) {
  Event event = account.event_of(EventType::kUnsubscribe);
  Contact contact = *take_contact(account, unsubscribe.contact);
  const auto left = unsubscribe.lists.empty() ? contact.lists : unsubscribe.lists;
  event.lists = entries_of(account, left);
  for (const std::uint64_t list : left) std::erase(contact.lists, list);
  event.details = UnsubscribeDetails{unsubscribe.form_id, unsubscribe.reason, contact.lists};
  event.contact = account.contacts.put(std::move(contact));
  if (unsubscribe.campaign) event.campaign = take_campaign(account, unsubscribe.campaign);
  const bool by_contact = account.cause().source == Source::kPublic;
  tell_per_list(account, std::move(event),
                unsubscribe.list_form.value_or(by_contact ? ListForm::kArray : ListForm::kScalar));
}

}  // namespace hookline
