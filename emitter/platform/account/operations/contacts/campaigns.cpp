#include "emitter/platform/account/operations/contacts/campaigns.h"

#include "emitter/platform/account/state/account_change.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

void show_lists(Event& event, const AccountDraft& account, const std::vector<std::uint64_t>& lists,
                std::optional<ListForm> form) {
  event.lists = entries_of(account, lists.empty() ? event.campaign->lists : lists);
  event.list_as_array = form == ListForm::kArray && !event.lists.empty();
}

/// A draft, or what is to go out later, is sent to all of its lists; others are as they are.
std::shared_ptr<const Campaign> begun(AccountDraft& account,
                                      std::shared_ptr<const Campaign> campaign) {
  if (campaign->status != "0" && campaign->status != "1") return campaign;
  Campaign sent = *campaign;
  sent.status = Campaign().status;
  sent.recipients = 0;
  account.contacts.find_if([&](const Contact& contact) {
    sent.recipients += std::ranges::any_of(
        sent.lists, [&](std::uint64_t list) { return contact.is_on_list(list); });
    return false;
  });
  return account.campaigns.put(std::move(sent));
}

}  // namespace

void perform(const SendCampaign& send, AccountDraft& account) {
  Event& event = account.tell(EventType::kSent);
  event.campaign = begun(account, take_campaign(account, send.campaign));
  show_lists(event, account, send.lists, send.list_form);
}

void perform(const ReactToCampaign& reaction, AccountDraft& account) {
  Event& event = account.tell(reaction.what);
  event.contact = take_contact(account, reaction.contact);
  event.campaign = take_campaign(account, reaction.campaign);
  event.details = reaction.details;
  show_lists(event, account, reaction.lists, reaction.list_form);
}

std::shared_ptr<const Campaign> take_campaign(AccountDraft& account,
                                              const std::optional<CampaignChange>& campaign) {
  const auto change = campaign.value_or(CampaignChange());
  auto found = !campaign   ? account.campaigns.first()
               : change.id ? account.campaigns.find(*change.id)
                           : nullptr;
  if (found && !campaign) return found;
  if (found) return account.campaigns.put(changed_at("campaign", account, *found, change));
  if (change.id && !change.name)
    throw OperationError("campaign",
                         no_such_sentence("campaign", *change.id, account.campaigns.ids()));
  Campaign made;
  made.name = fmt::format("Campaign {}", change.id.value_or(account.campaigns.next_id()));
  made.recipients = account.contacts.size();
  made.message_id = 1;
  made.message_subject = change.name.value_or(made.name);
  made.webcopy_url = "https://example.com/index.php?action=social";
  return account.campaigns.put(changed_at("campaign", account, std::move(made), change));
}

}  // namespace hookline
