#include "emitter/platform/account/operations/contacts/mails.h"

#include "emitter/platform/account/state/operation_error.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// Over those of campaigns, too.
std::uint64_t next_message_id(const AccountDraft& account) {
  std::uint64_t next = account.messages.next_id();
  for (const std::uint64_t id : account.campaigns.ids())
    next = std::max(next, account.campaigns.find(id)->message_id + 1);
  return next;
}

/// Calls change(copy) for a copy of each campaign that sends it, and puts that.
template <class Change>
void change_senders(AccountDraft& account, std::uint64_t message, const Change& change) {
  for (const std::uint64_t id : account.campaigns.ids()) {
    Campaign campaign = *account.campaigns.find(id);
    if (campaign.message_id != message) continue;
    change(campaign);
    account.campaigns.put(std::move(campaign));
  }
}

}  // namespace

Message message_in(const Campaign& campaign) {
  Message message;
  message.id = campaign.message_id;
  message.name = message.subject = campaign.message_subject;
  message.from_name = "Alex Owner";
  message.from_email = message.reply_to = "alex.owner@example.com";
  message.text = campaign.message_text;
  message.created_s = campaign.created_s;
  message.updated_s = campaign.updated_s;
  return message;
}

std::shared_ptr<const Message> put_message(AccountDraft& account, Message message) {
  if (message.id == 0) message.id = next_message_id(account);
  change_senders(account, message.id, [&](Campaign& campaign) {
    campaign.message_subject = message.subject;
    campaign.message_text = message.text;
  });
  return account.messages.put(std::move(message));
}

void forget_message(AccountDraft& account, std::uint64_t id) {
  change_senders(account, id, [](Campaign& campaign) { campaign.message_id = 0; });
  account.messages.remove(id);
}

void choose_message(const AccountDraft& account, Campaign& campaign, std::uint64_t id) {
  const auto message = message_with(account, id);
  if (!message) throw OperationError("message", fmt::format("there is no message {}", id));
  campaign.message_id = id;
  campaign.message_subject = message->subject;
  campaign.message_text = message->text;
}

}  // namespace hookline
