#pragma once

#include "emitter/platform/account/state/account_draft.h"
#include "emitter/platform/actions/account_action.h"

#include <memory>

namespace hookline {

/// `work`, its errors told as being of that part.
template <class Work>
void do_part(const ActionPart& part, Work work) {
  try {
    work();
  } catch (const OperationError& error) {
    throw part.placed(error);
  }
}

/// The contact that is named. Throws OperationError where there is none.
std::shared_ptr<const Contact> present_contact(const AccountDraft& draft,
                                               const ContactChange& contact);

/// Refuses, as the API does, an address that is none. `contact`: an id, an address or an object
/// that may have one. Throws Failure(kInvalidInput) at the address.
void check_address(const JsonValue& contact);

}  // namespace hookline
