#pragma once

#include "catcher/captures/capture.h"
#include "catcher/captures/capture_filter.h"
#include "catcher/http/header.h"
#include "catcher/replies/reply_fault.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace hookline {

/// One rule of the list: what it matches and what the sender then gets.
struct ReplyRule {
  CaptureFilter match;  ///< an empty one matches everything
  int status = 200;
  std::vector<HeaderField> headers;
  std::optional<std::string> body;  ///< none: the catcher's own
  std::int64_t delay_ms = 0;
  ReplyFault fault = ReplyFault::kNone;
  std::optional<std::uint64_t> times;  ///< how often it may still answer; none: for ever
  std::uint64_t answered = 0;          ///< how often it has
};

/// What is to be answered.
struct ReplyDecision {
  int status = 200;
  std::vector<HeaderField> headers;
  std::optional<std::string> body;  ///< none: the catcher's own, "caught N\n"
  std::int64_t delay_ms = 0;
  ReplyFault fault = ReplyFault::kNone;
  std::optional<std::size_t> rule;  ///< which rule decided, from 0; none: no rule did
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
///   [{"match": {FILTER: TEXT…}, "reply": {"status", "headers", "body", "delay", "fault",
///   "times"}}]
/// A filter is method, path, channel, text, form.NAME or header.NAME. Headers are an object, or a
/// list of [name, value] where order or repeats matter. "answered" beside them is skipped, so that
/// what reply_rules_json() wrote can be edited and read again. Throws ReplyRulesError.
std::vector<ReplyRule> parse_reply_rules(std::string_view text);
/// The same of a list that is part of another document.
std::vector<ReplyRule> read_reply_rules(const nlohmann::json& list);

/// What parse_reply_rules() reads back, and for each rule how often it has answered.
std::string reply_rules_json(const std::vector<ReplyRule>& rules);

/// The ordered list of rules; the first that matches decides. Any thread may call anything, and no
/// thread waits while another looks at a capture.
class ReplyRules {
 public:
  ReplyRules();
  ~ReplyRules();
  ReplyRules(const ReplyRules&) = delete;
  ReplyRules& operator=(const ReplyRules&) = delete;

  /// Takes the place of whatever was there.
  void set(std::vector<ReplyRule> rules);
  void clear() { set({}); }
  /// As they are now: times counted down, answered counted up.
  std::vector<ReplyRule> rules() const;

  /// Decides, and counts down where the rule's times are limited. The capture needs no id yet.
  ReplyDecision reply_to(const Capture& capture);

 private:
  struct ArmedRule;
  using ArmedRules = std::vector<std::unique_ptr<ArmedRule>>;

  std::shared_ptr<ArmedRules> current() const;

  std::atomic<bool> any_ = false;  ///< spares the mutex where there are no rules
  mutable std::mutex mutex_;
  std::shared_ptr<ArmedRules> rules_;  ///< guarded by mutex_; replaced, never changed in length
};

}  // namespace hookline
