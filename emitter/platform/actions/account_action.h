#pragma once

#include "catcher/base/json/json_reader.h"
#include "emitter/platform/account/operations/operation.h"
#include "emitter/platform/account/state/account_draft.h"
#include "emitter/platform/account/state/operation_error.h"
#include "emitter/platform/events/source.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// An operation that an action amounts to, as far as what it names is concerned.
struct ActionPart {
  Operation operation;
  /// Where in the action that contact stands which the operation's errors call "contact".
  std::string contact_at = "contact";

  /// The same error, its path being that in the action.
  OperationError placed(const OperationError& error) const;
};

/// Something done in the account, as `POST /hookline/actions` and scenarios name it.
struct AccountAction {
  std::string name;  ///< "contact.tag"
  Source as = Source::kAdmin;
  /// The kind that it causes, if any; others may follow from that.
  std::optional<EventType> event = {};
  /// For whoever checks, without doing anything, that what it names is there.
  std::vector<ActionPart> parts = {};
  /// A custom field of contacts that it adds; of id 0, with the next one.
  std::optional<ContactField> added_field = {};
  /// What it adds, or makes of one that is there.
  std::optional<Automation> automation = {};
  /// Does it. Throws OperationError, its path being that of the member.
  std::function<void(AccountDraft&)> perform = {};
};

/// {"action": NAME, "as": SOURCE, …}: the keys are those of a step that causes the event of that
/// name, besides `change`, `count`, `network`, `message` and `status`; other actions have their
/// own. Without "as" it is an admin or, where none ever does such a thing, who usually does. Throws
/// Failure(kInvalidInput) with the place of what is wrong.
AccountAction read_account_action(const JsonValue& value);
/// The same of an object that may have other keys, which its caller reads.
AccountAction read_account_action(JsonObject& keys);

/// The action that is done by an operation of that event: "contact.tag".
std::string_view action_causing(EventType event);

}  // namespace hookline
