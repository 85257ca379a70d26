#include "emitter/platform/account/operations/contacts/memberships.h"

#include "emitter/platform/account/operations/contacts/campaigns.h"
#include "emitter/platform/account/state/put_contact.h"

#include <span>
#include <utility>

namespace hookline {
namespace {

/// Makes one event of each of its lists, unless it tells them as an array.
void split_by_list(AccountDraft& account, Event& event, ListForm form) {
  event.list_as_array = form == ListForm::kArray && !event.lists.empty();
  if (event.list_as_array || event.lists.size() < 2) return;
  const Event whole = event;
  event.lists.resize(1);
  for (const ListEntry& list : std::span(whole.lists).subspan(1)) {
    Event& next = account.tell(whole.type);
    next = whole;
    next.lists = {list};
  }
}

}  // namespace

void perform(const Subscribe& subscribe, AccountDraft& account) {
  Event& event = account.tell(EventType::kSubscribe);
  event.lists = entries_of(account, subscribe.lists);
  Contact contact = *take_or_add_contact(account, subscribe.contact);
  for (const std::uint64_t list : subscribe.lists) {
    std::erase(contact.left_lists, list);
    if (!contact.is_on_list(list)) contact.lists.push_back(list);
  }
  event.contact = put_contact(account, std::move(contact));
  event.details = SubscribeDetails{subscribe.form_id};
  split_by_list(account, event, subscribe.list_form.value_or(ListForm::kScalar));
}

void perform(const Unsubscribe& unsubscribe, AccountDraft& account) {
  Event& event = account.tell(EventType::kUnsubscribe);
  Contact contact = *take_contact(account, unsubscribe.contact);
  const auto left = unsubscribe.lists.empty() ? contact.lists : unsubscribe.lists;
  event.lists = entries_of(account, left);
  for (const std::uint64_t list : left) {
    std::erase(contact.lists, list);
    if (!contact.has_left(list)) contact.left_lists.push_back(list);
  }
  event.details = UnsubscribeDetails{unsubscribe.form_id, unsubscribe.reason, contact.lists};
  event.contact = put_contact(account, std::move(contact));
  if (unsubscribe.campaign) event.campaign = take_campaign(account, unsubscribe.campaign);
  const bool by_contact = account.cause().source == Source::kPublic;
  split_by_list(account, event,
                unsubscribe.list_form.value_or(by_contact ? ListForm::kArray : ListForm::kScalar));
}

}  // namespace hookline
