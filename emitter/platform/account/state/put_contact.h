#pragma once

#include "emitter/platform/account/state/account_draft.h"

#include <memory>

namespace hookline {

/// Adds or replaces a contact, with what follows: its ties are those of its lists, tags and values,
/// and the company that it names is one of the account, with the contact among its members.
std::shared_ptr<const Contact> put_contact(AccountDraft& account, Contact contact);

}  // namespace hookline
