#pragma once

#include "emitter/platform/account/state/account_state.h"
#include "emitter/platform/webhooks/webhook.h"

#include <memory>
#include <vector>

namespace hookline {

/// What refers to something that is gone does so no more, so that the account can be read again:
/// steps of automations that would be passed over are left out, and whoever waits goes on at the
/// same step; campaigns go to the lists that are left.
void drop_what_is_gone(AccountState& account);

/// The webhooks as that account lets them be: one of a list that is gone hears only what no list
/// filters, so that is what it asks for; one that would hear nothing is null.
std::vector<std::shared_ptr<const Webhook>> sound_webhooks(
    std::vector<std::shared_ptr<const Webhook>> webhooks, const AccountState& account);

}  // namespace hookline
