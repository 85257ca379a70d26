#pragma once

#include "emitter/platform/account/operations/contacts/contacts.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace hookline {

/// Begins to send a campaign.
struct SendCampaign {
  std::optional<CampaignChange> campaign = {};  ///< none: the first one
  std::vector<std::uint64_t> lists = {};        ///< the event's; empty: the campaign's
  std::optional<ListForm> list_form = {};       ///< none: scalar
};
void perform(const SendCampaign& send, AccountDraft& account);

/// What a contact, or its mail server, does with a campaign: opens it, clicks, forwards, shares,
/// replies, bounces.
struct ReactToCampaign {
  EventType what = EventType::kOpen;
  ContactChange contact;
  std::optional<CampaignChange> campaign = {};  ///< none: the first one
  std::vector<std::uint64_t> lists = {};        ///< the event's; empty: the campaign's
  std::optional<ListForm> list_form = {};       ///< none: scalar
  EventDetails details = {};                    ///< those of `what`
};
void perform(const ReactToCampaign& reaction, AccountDraft& account);

/// The campaign that is named, changed as it says; a new one where there is none. Not named: the
/// first. Throws OperationError for one that is named by its id alone and isn't there.
std::shared_ptr<const Campaign> take_campaign(AccountDraft& account,
                                              const std::optional<CampaignChange>& campaign);

}  // namespace hookline
