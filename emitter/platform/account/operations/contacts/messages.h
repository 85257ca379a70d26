#pragma once

#include "emitter/platform/account/state/account_draft.h"

namespace hookline {

/// What is done by text message: sent to a contact, answered or used to unsubscribe by it. Where
/// the details name no phone, it is the contact's.
struct HandleMessage {
  EventType what = EventType::kSmsSent;
  ContactChange contact;
  EventDetails details = {};  ///< those of `what`
};
void perform(const HandleMessage& message, AccountDraft& account);

}  // namespace hookline
