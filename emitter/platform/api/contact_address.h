#pragma once

#include "emitter/platform/account/state/account_draft.h"

#include <memory>
#include <string>
#include <string_view>

namespace hookline {

/// Whether the vendor takes it for an e-mail address.
bool is_email(std::string_view text);

/// Whose address it is, whatever its case; null: nobody's.
std::shared_ptr<const Contact> contact_with(const AccountDraft& draft, const std::string& email);

}  // namespace hookline
