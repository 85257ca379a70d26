#pragma once

#include "emitter/platform/account/state/account_state.h"
#include "emitter/platform/api/v3/conventions/row.h"
#include "emitter/platform/entities/message.h"

namespace hookline {

extern const Resource<Message> kMessages;

/// Those that were written through the API, and those that campaigns brought along.
Table<Message> messages_of(const AccountState& account);

}  // namespace hookline
