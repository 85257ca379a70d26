#pragma once

#include "emitter/platform/actions/account_action.h"

#include <span>
#include <string_view>

namespace hookline {

/// An action that causes no event by itself.
struct SilentAction {
  std::string_view name;
  Source usual;
  /// Fills in all but name and source. Keys that it doesn't ask for stay unread.
  void (*read)(AccountAction& action, JsonObject& keys);
};

/// Those on contacts, deals, tasks and notes.
std::span<const SilentAction> silent_actions();
/// Those on what an account is made of: lists, fields, tags, campaigns, automations, pipelines…
std::span<const SilentAction> definition_actions();

}  // namespace hookline
