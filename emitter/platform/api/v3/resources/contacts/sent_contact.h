#pragma once

#include "emitter/platform/account/state/account_draft.h"
#include "emitter/platform/api/v3/conventions/sent_attributes.h"

#include <memory>
#include <optional>
#include <string>

namespace hookline {

/// What a call sends of a contact, its custom fields included. Throws V3Error.
ContactChange sent_contact(const SentAttributes& sent);
/// Throws V3Error where it names a custom field that isn't there.
void check_contact_fields(const AccountDraft& draft, const ContactChange& change);
/// Throws V3Error of code duplicate where another contact than `but` has the address.
void check_email_is_free(const AccountDraft& draft, const std::string& email,
                         std::uint64_t but = 0);

}  // namespace hookline
