#pragma once

#include "catcher/base/json/json_reader.h"
#include "emitter/platform/account/operations/operation.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace hookline {

/// The keys of a step that most operations have in common.
struct OperationParts {
  std::optional<ContactChange> contact;
  std::vector<std::uint64_t> lists;
  std::optional<List> new_list;  ///< "list" as an object
};
OperationParts read_operation_parts(JsonObject& step);

/// Fills in what the step says of that kind of operation; keys of other kinds stay unread.
void read_operation(JsonObject& step, OperationParts parts, Operation& operation);

/// Whether it is about a contact, which then has to be named.
bool needs_contact(const Operation& operation);

}  // namespace hookline
