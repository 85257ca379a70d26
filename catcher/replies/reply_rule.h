#pragma once

#include "catcher/base/http/headers/header.h"
#include "catcher/captures/filters/capture_filter.h"
#include "catcher/wire/faults/reply_fault.h"

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// One answer of a rule: all it gives, or one step of its sequence.
struct ReplyStep {
  int status = 200;
  std::vector<HeaderField> headers;
  std::optional<std::string> body;  ///< none: the catcher's own
  bool is_template = false;         ///< body and header values hold {{placeholders}}
  std::int64_t delay_ms = 0;
  ReplyFault fault = ReplyFault::kNone;
  std::optional<std::uint64_t> times;  ///< how often it may still answer; none: for ever
};

/// No more than so many requests in any stretch of that length.
struct RequestLimit {
  std::uint64_t requests = 1;
  std::int64_t per_ms = 1000;
  friend bool operator==(const RequestLimit&, const RequestLimit&) = default;
};

/// One rule of the list: what it matches and what the sender then gets.
struct ReplyRule {
  CaptureFilter match;                ///< an empty one matches everything
  std::optional<double> percent;      ///< 0 to 100: the chance to answer; none: always
  std::optional<std::uint64_t> seed;  ///< what the chance is drawn from; none: ReplyRules' choice
  std::optional<RequestLimit> limit;  ///< what is over it gets 429
  /// Never empty. Each step but the last has its times, which may be used up.
  std::vector<ReplyStep> steps;
  std::uint64_t answered = 0;  ///< how often a step has answered
  std::uint64_t limited = 0;   ///< how often the limit has
};

/// A list of rules that makes no sense: what() starts with the JSON pointer of the place.
class ReplyRulesError : public std::invalid_argument {
 public:
  ReplyRulesError(std::string pointer, const std::string& sentence)
      : std::invalid_argument(pointer.empty() ? sentence : pointer + ": " + sentence),
        pointer_(std::move(pointer)) {}
  const std::string& pointer() const { return pointer_; }

 private:
  std::string pointer_;
};

/// Reads the list of PUT /api/replies or of a file (comments are allowed):
///   [{"match": {FILTER: TEXT…}, "percent": 0-100, "seed": N,
///     "limit": {"requests": N, "per": DURATION},
///     "reply": {"status", "headers", "body", "template", "delay", "fault", "times"}}]
/// A filter is one that why_not_in_match() has nothing against. Headers are an object, in its
/// order, or a list of [name, value] where repeats matter. A reply may be a list: a sequence, each
/// entry once or its times, the last one for ever or its times. "answered" and "limited" beside
/// them are skipped, so that what reply_rules_json() wrote can be edited and read again. Throws
/// ReplyRulesError.
std::vector<ReplyRule> parse_reply_rules(std::string_view text);

/// What parse_reply_rules() reads back, and for each rule how often it has answered.
std::string reply_rules_json(const std::vector<ReplyRule>& rules);

}  // namespace hookline
