#pragma once

#include "catcher/base/json/json_mistakes.h"
#include "catcher/base/json/json_reader.h"
#include "emitter/platform/account/state/account_state.h"
#include "emitter/scenario/format/steps/step.h"

#include <span>
#include <string_view>
#include <vector>

namespace hookline {

/// The "steps" array. A step that refers to what can't be in the account by then is refused
/// (StepCheck). `webhooks`: their names. Throws Failure(kInvalidInput) with file and JSON pointer.
std::vector<Step> read_steps(const JsonValue& steps, const AccountState& account,
                             std::span<const std::string_view> webhooks = {});

/// The same, with what is wrong added to `mistakes`. Without an account (null), and behind a step
/// that could not be read and may have added something, what steps refer to isn't asked: it may be
/// there.
std::vector<Step> read_steps(const JsonValue& steps, const AccountState* account,
                             std::span<const std::string_view> webhooks, JsonMistakes& mistakes);

}  // namespace hookline
