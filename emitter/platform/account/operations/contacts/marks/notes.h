#pragma once

#include "emitter/platform/account/state/account_draft.h"

#include <optional>
#include <string>

namespace hookline {

/// Notes something about a contact.
struct AddContactNote {
  ContactChange contact;
  std::optional<std::string> note = {};  ///< none: an invented one
};
void perform(const AddContactNote& add, AccountDraft& account);

}  // namespace hookline
