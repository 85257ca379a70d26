#pragma once

#include "emitter/platform/account/state/account_state.h"
#include "emitter/platform/webhooks/webhook.h"

#include <memory>
#include <span>
#include <string>

namespace hookline {

/// {"account": {…}}: an account with its webhooks, in the form that scenarios have and `--account`
/// reads. `active` of the webhooks is their present state; nulls among them are passed over.
std::string account_json(const AccountState& account,
                         std::span<const std::shared_ptr<const Webhook>> webhooks);

/// One entry of such an account's parts: a list, contact field, contact, campaign, automation,
/// pipeline (without its stages), stage, deal, task type or task. What a reader takes to be missing
/// where it is empty isn't there.
template <class Entity>
std::string entry_json(const Entity& entity);

}  // namespace hookline
