#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace hookline {

struct TaskType {
  std::uint64_t id = 0;
  std::string title;
  std::int64_t created_s = 0;  ///< seconds since 1970 UTC; 0: not known
  std::int64_t updated_s = 0;
};

struct Task {
  std::uint64_t id = 0;
  std::uint64_t deal = 0;
  std::uint64_t type = 0;
  std::string title;
  std::string note;
  std::optional<std::int64_t> due_s;   ///< known from the task's first event on
  std::optional<std::int64_t> end_s;   ///< known from the task's first event on
  std::optional<std::int64_t> done_s;  ///< set once it is completed
  std::int64_t created_s = 0;          ///< seconds since 1970 UTC; 0: not known
  std::int64_t updated_s = 0;
};

/// Which task, and what is changed about it: what is empty stays. An id alone only names one.
struct TaskChange {
  std::optional<std::uint64_t> id;
  std::optional<std::uint64_t> deal;
  std::optional<std::uint64_t> type;
  std::optional<std::string> title;
  std::optional<std::string> note;
  std::optional<std::int64_t> due_s;
  std::optional<std::int64_t> end_s;
  std::optional<std::int64_t> done_s;

  /// Whether it says too little for a new one: it can only be about one that is there.
  bool is_reference() const { return !title && !note && !type && !due_s; }
};

}  // namespace hookline
