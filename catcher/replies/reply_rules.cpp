#include "catcher/replies/reply_rules.h"

#include "catcher/captures/capture_matcher.h"

#include <algorithm>
#include <limits>

namespace hookline {

std::string_view name_of(ReplyFault fault) {
  switch (fault) {
    case ReplyFault::kNone:
      return "";
    case ReplyFault::kClose:
      return "close";
    case ReplyFault::kReset:
      return "reset";
    case ReplyFault::kHalf:
      return "half";
    case ReplyFault::kDrip:
      return "drip";
  }
  return "";
}

/// A rule with its filter made ready and its counters.
struct ReplyRules::ArmedRule {
  static constexpr auto kForEver = std::numeric_limits<std::uint64_t>::max();

  explicit ArmedRule(ReplyRule from)
      : matcher(from.match),
        left(from.times.value_or(kForEver)),
        answered(from.answered),
        rule(std::move(from)) {}

  /// False where its times are used up; two threads never take the same one.
  bool take() {
    auto before = left.load();
    while (before != 0 && before != kForEver && !left.compare_exchange_weak(before, before - 1)) {
    }
    if (before != 0) ++answered;
    return before != 0;
  }

  const CaptureMatcher matcher;
  std::atomic<std::uint64_t> left;
  std::atomic<std::uint64_t> answered;
  const ReplyRule rule;
};

ReplyRules::ReplyRules() = default;
ReplyRules::~ReplyRules() = default;

std::shared_ptr<ReplyRules::ArmedRules> ReplyRules::current() const {
  if (!any_) return nullptr;
  const std::lock_guard lock(mutex_);
  return rules_;
}

void ReplyRules::set(std::vector<ReplyRule> rules) {
  auto armed = std::make_shared<ArmedRules>();
  for (ReplyRule& rule : rules) armed->push_back(std::make_unique<ArmedRule>(std::move(rule)));
  const bool any = !armed->empty();
  const std::lock_guard lock(mutex_);
  rules_.swap(armed);
  any_ = any;
}

std::vector<ReplyRule> ReplyRules::rules() const {
  std::vector<ReplyRule> rules;
  const auto armed = current();
  if (!armed) return rules;
  for (const auto& one : *armed) {
    rules.push_back(one->rule);
    if (one->rule.times) rules.back().times = one->left;
    rules.back().answered = one->answered;
  }
  return rules;
}

ReplyDecision ReplyRules::reply_to(const Capture& capture) {
  const auto armed = current();
  if (!armed) return {};
  for (std::size_t i = 0; i < armed->size(); ++i) {
    ArmedRule& one = *(*armed)[i];
    if (one.left == 0 || !one.matcher.matches(capture) || !one.take()) continue;
    const ReplyRule& rule = one.rule;
    return {rule.status, rule.headers, rule.body, rule.delay_ms, rule.fault, i};
  }
  return {};
}

}  // namespace hookline
