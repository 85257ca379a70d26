#pragma once

#include "emitter/platform/account/state/account_draft.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace hookline {

// The messages that campaigns send: those of the account, and those that campaigns brought along
// and that are kept with them.

/// The message that a campaign brought along.
Message message_in(const Campaign& campaign);

/// In an account or a draft of one; none where there is none of that id.
template <class Tables>
std::optional<Message> message_with(const Tables& account, std::uint64_t id) {
  if (id == 0) return std::nullopt;
  if (const auto known = account.messages.find(id)) return *known;
  for (const std::uint64_t campaign_id : account.campaigns.ids())
    if (const auto campaign = account.campaigns.find(campaign_id); campaign->message_id == id)
      return message_in(*campaign);
  return std::nullopt;
}

/// Adds or replaces one, also in the campaigns that send it; one without an id (0) gets the next.
std::shared_ptr<const Message> put_message(AccountDraft& account, Message message);
/// Nothing where there is none; campaigns that send it have no message then.
void forget_message(AccountDraft& account, std::uint64_t id);
/// The campaign sends that one from now on. Throws OperationError at "message" for an unknown id.
void choose_message(const AccountDraft& account, Campaign& campaign, std::uint64_t id);

}  // namespace hookline
