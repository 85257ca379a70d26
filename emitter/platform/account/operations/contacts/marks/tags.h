#pragma once

#include "emitter/platform/account/state/account_draft.h"

#include <memory>
#include <optional>
#include <string>

namespace hookline {

/// Gives a contact a tag; tells of it also where the contact has it already.
struct AddTag {
  ContactChange contact;
  std::optional<std::string> tag = {};  ///< none: "vip"
};
void perform(const AddTag& add, AccountDraft& account);

/// Takes a tag from a contact; tells of it also where the contact hasn't it.
struct RemoveTag {
  ContactChange contact;
  std::optional<std::string> tag = {};  ///< none: the contact's last, or "vip"
};
void perform(const RemoveTag& remove, AccountDraft& account);

/// The account's tag of that name, which is made where there is none.
std::shared_ptr<const Tag> take_tag(AccountDraft& account, const std::string& name);

}  // namespace hookline
