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

}  // namespace hookline
