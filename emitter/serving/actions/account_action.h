#pragma once

#include "catcher/base/json/json_reader.h"
#include "emitter/platform/account/state/account_draft.h"
#include "emitter/platform/events/source.h"

#include <functional>

namespace hookline {

/// Something done in the account, as `POST /hookline/actions` names it.
struct AccountAction {
  Source as = Source::kAdmin;
  /// Does it. Throws OperationError, its path being that of the member.
  std::function<void(AccountDraft&)> perform;
};

/// {"action": NAME, "as": SOURCE, …}: the keys are those of a step that causes the event of that
/// name, besides `change`, `count`, `network` and `message`. Throws Failure(kInvalidInput) with the
/// place of what is wrong.
AccountAction read_account_action(const JsonValue& value);

}  // namespace hookline
