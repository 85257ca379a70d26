#include "emitter/platform/account/operations/contacts/messages.h"

#include "emitter/platform/account/operations/contacts/contacts.h"

namespace hookline {
namespace {

void fill_phone(EventDetails& details, const std::string& phone) {
  if (auto* sent = std::get_if<SmsSentDetails>(&details); sent && sent->recipient.empty())
    sent->recipient = phone;
  if (auto* unsub = std::get_if<SmsUnsubDetails>(&details); unsub && unsub->phone.empty())
    unsub->phone = phone;
}

}  // namespace

void perform(const HandleMessage& message, AccountDraft& account) {
  Event& event = account.tell(message.what);
  event.contact = take_contact(account, message.contact);
  event.details = message.details;
  fill_phone(event.details, event.contact->phone);
}

}  // namespace hookline
