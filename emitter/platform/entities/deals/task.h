#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace hookline {

struct TaskType {
  std::uint64_t id = 0;
  std::string title;
};

struct Task {
  std::uint64_t id = 0;
  std::uint64_t deal = 0;                ///< id of its deal
  std::shared_ptr<const TaskType> type;  ///< never null in an event
  std::string title;
  std::string note;
  std::optional<std::int64_t> due_s;   ///< known from the task's first event on
  std::optional<std::int64_t> end_s;   ///< known from the task's first event on
  std::optional<std::int64_t> done_s;  ///< set once it is completed
};

/// Names a task (by id alone) or says what about one is new.
struct TaskChange {
  std::optional<std::uint64_t> id;
  std::optional<std::uint64_t> deal;
  std::optional<std::uint64_t> type;
  std::optional<std::string> title;
  std::optional<std::string> note;
  std::optional<std::int64_t> due_s;
  std::optional<std::int64_t> end_s;
  std::optional<std::int64_t> done_s;
};

}  // namespace hookline
