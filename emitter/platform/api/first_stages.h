#pragma once

#include "emitter/platform/account/state/account_draft.h"

#include <cstdint>

namespace hookline {

/// Puts the three stages that come with each new pipeline; none of them is an event.
void put_first_stages(AccountDraft& draft, std::uint64_t pipeline);

}  // namespace hookline
