#pragma once

#include "emitter/platform/account/state/account_draft.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

// What an account is made of. Each is added where it has a name, or neither name nor id: then one
// is invented. An id alone names one that is there, and the event tells of that.

struct AddList {
  List list = {};
};
void perform(const AddList& add, AccountDraft& account);

struct AddPipeline {
  Pipeline pipeline = {};
};
void perform(const AddPipeline& add, AccountDraft& account);

/// Without a pipeline it is the first one's.
struct AddStage {
  Stage stage = {};
};
void perform(const AddStage& add, AccountDraft& account);

struct AddTaskType {
  TaskType task_type = {};
};
void perform(const AddTaskType& add, AccountDraft& account);

/// Throws the OperationError for a part that is named by an id alone and isn't there. `what` in a
/// sentence: "task type"; `known`: the ids that are there.
[[noreturn]] void refuse_nameless_part(std::string_view what, std::uint64_t id,
                                       const std::vector<std::uint64_t>& known, std::string path);

}  // namespace hookline
