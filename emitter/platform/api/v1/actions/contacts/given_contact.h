#pragma once

#include "emitter/platform/account/state/account_draft.h"
#include "emitter/platform/api/v1/frame/v1_parameters.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace hookline {

/// What a call gives of a contact: the person, custom fields, tags, and lists with their status.
struct GivenContact {
  ContactChange change;
  std::vector<std::string> tags;
  std::vector<std::uint64_t> joins;
  std::vector<std::uint64_t> leaves;
  std::optional<std::uint64_t> form;
};
/// Throws V1Error.
GivenContact given_contact(const V1Parameters& given, const AccountDraft& draft);

/// The contact of `id` or `email`. Throws V1Error where it isn't there.
std::shared_ptr<const Contact> named_contact(const V1Parameters& given, const AccountDraft& draft,
                                             std::string_view id = "id",
                                             std::string_view email = "email");

}  // namespace hookline
