#pragma once

#include "emitter/platform/account/state/account_state.h"
#include "emitter/serving/recording/recorder.h"

#include <cstddef>
#include <cstdint>

namespace hookline {

/// The account that a recording begins with, fit for a scenario's "account":
/// - nobody waits in an automation, as the wait would be over whenever it is played;
/// - what refers to something that is gone does so no more;
/// - what no step can add (the stages that come with a pipeline) is there from the beginning;
/// - of many contacts, deals and tasks only those are there that something was done with.
AccountState recorded_account(const Recording& recording);

/// Of contacts, and of deals with their tasks: with more, the others are left out.
inline constexpr std::size_t kRecordedWholeMax = 200;

}  // namespace hookline
