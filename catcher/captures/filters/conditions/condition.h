#pragma once

#include "catcher/captures/filters/conditions/byte_search.h"
#include "catcher/captures/filters/values/path_pattern.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace hookline {

/// What a condition has to look at, the cheapest first.
enum class ConditionCost : std::uint8_t { kColumns, kHead, kForm, kText };

/// A condition as SQL, for a query of the store's table `capture`.
struct SqlCondition {
  using Value = std::variant<std::string, std::int64_t, std::shared_ptr<const PathPattern>>;

  std::string text = {};           ///< "status = ?"; empty where nothing is asked
  std::vector<Value> values = {};  ///< for each of its question marks
};

/// One thing that a filter asks, ready to be asked of many captures. Its functions may be called
/// from several threads.
struct Condition {
  /// Of a capture for which it doesn't hold: a sentence, as in "path is /b, not /a".
  std::function<std::string(const Capture&)> why_not = {};
  ConditionCost cost = ConditionCost::kColumns;
  /// Both for a cost of kColumns: SQLite asks it by itself.
  std::function<bool(const Capture&)> holds = {};
  SqlCondition sql = {};
  /// For any other cost.
  std::function<bool(const CaptureBytes&)> holds_in = {};
  bool is_of_reply = false;  ///< it may begin to hold later, when a forwarded capture is answered
};

}  // namespace hookline
