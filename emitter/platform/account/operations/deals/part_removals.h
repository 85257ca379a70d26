#pragma once

#include "emitter/platform/account/state/account_draft.h"

#include <cstdint>

namespace hookline {

// Without an event. What deals or tasks still use can't be taken away: each throws OperationError
// then, and for an id that isn't there.

/// Its stages go with it.
struct RemovePipeline {
  std::uint64_t pipeline = 0;
};
void perform(const RemovePipeline& remove, AccountDraft& account);

struct RemoveStage {
  std::uint64_t stage = 0;
};
void perform(const RemoveStage& remove, AccountDraft& account);

struct RemoveTaskType {
  std::uint64_t task_type = 0;
};
void perform(const RemoveTaskType& remove, AccountDraft& account);

}  // namespace hookline
