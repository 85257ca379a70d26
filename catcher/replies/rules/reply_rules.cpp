#include "catcher/replies/rules/reply_rules.h"

#include "catcher/base/units/quantity.h"
#include "catcher/captures/views/capture_view.h"
#include "catcher/captures/views/preflight.h"
#include "catcher/replies/cors.h"
#include "catcher/replies/path_reply.h"
#include "catcher/replies/reply_chance.h"
#include "catcher/replies/request_limiter.h"
#include "catcher/replies/templates/reply_template.h"

#include <algorithm>
#include <limits>
#include <optional>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr auto kForEver = std::numeric_limits<std::uint64_t>::max();

}  // namespace

/// A step of a rule with its templates made ready.
struct ReplyRules::ArmedStep {
  explicit ArmedStep(const ReplyStep& from) : step(from) {
    if (!step.is_template) return;
    if (step.body) body.emplace(*step.body, place_of_body(step));
    for (const HeaderField& header : step.headers) {
      headers.emplace_back(header.value(), ReplyTemplate::Place::kHeader);
    }
  }

  ReplyDecision decision_for(const Capture& capture) const {
    ReplyDecision decision;
    decision.status = step.status;
    decision.delay_ms = step.delay_ms;
    decision.fault = step.fault;
    if (step.is_template) {
      fill(decision, capture);
    } else {
      decision.headers = step.headers;
      decision.body = step.body;
    }
    return decision;
  }

  void fill(ReplyDecision& decision, const Capture& capture) const {
    TemplateSource source(capture);
    for (std::size_t i = 0; i < headers.size(); ++i) {
      auto filled = headers[i].fill(source);
      for (const auto at : filled.id_places) decision.id_places.push_back({i, at});
      decision.headers.emplace_back(step.headers[i].name(), std::move(filled.text));
    }
    if (!body) return;
    auto filled = body->fill(source);
    for (const auto at : filled.id_places) decision.id_places.push_back({std::nullopt, at});
    decision.body = std::move(filled.text);
  }

  const ReplyStep step;
  std::optional<ReplyTemplate> body;
  std::vector<ReplyTemplate> headers;
};

/// A rule with its filter made ready and its counters.
struct ReplyRules::ArmedRule {
  explicit ArmedRule(ReplyRule from) : rule(std::move(from)) {
    std::uint64_t end = 0;
    for (const ReplyStep& step : rule.steps) {
      steps.emplace_back(step);
      end = step.times ? end + *step.times : kForEver;
      ends.push_back(end);
    }
    if (rule.limit) limiter.emplace(*rule.limit);
  }

  bool is_used_up() const { return given.load() >= ends.back(); }

  /// By the rule's chance. What the rule doesn't answer goes on to the next.
  bool draw() { return !rule.percent || is_drawn(*rule.seed, drawn.fetch_add(1), *rule.percent); }

  /// The next step of the sequence, taken; null where all are used up. Two threads never take the
  /// same time of a step.
  const ArmedStep* take() {
    auto before = given.load();
    while (before < ends.back() && !given.compare_exchange_weak(before, before + 1)) {
    }
    if (before >= ends.back()) return nullptr;
    const auto step = std::upper_bound(ends.begin(), ends.end(), before) - ends.begin();
    return &steps[static_cast<std::size_t>(step)];
  }

  ReplyRule now() const {
    ReplyRule out = rule;
    out.answered = given;
    out.limited = limited;
    for (std::size_t i = 0; i < out.steps.size(); ++i) {
      ReplyStep& step = out.steps[i];
      const auto left = ends[i] - std::min(ends[i], out.answered);
      if (!step.times || left >= *step.times) continue;
      if (!step.of) step.of = step.times;
      step.times = left;
    }
    return out;
  }

  const ReplyRule rule;
  std::vector<ArmedStep> steps;
  std::vector<std::uint64_t> ends;  ///< for each step, how many answers there are up to its end
  std::optional<RequestLimiter> limiter;
  std::atomic<std::uint64_t> given = 0;  ///< how many of them
  std::atomic<std::uint64_t> drawn = 0;
  std::atomic<std::uint64_t> limited = 0;
};

namespace {

ReplyDecision over_limit(const RequestLimit& limit, std::chrono::steady_clock::duration wait) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
  ReplyDecision decision;
  decision.status = 429;
  decision.headers.emplace_back("Retry-After", std::to_string(seconds));
  decision.body = fmt::format("over the limit of {} requests per {}; try again in {} s\n",
                              limit.requests, duration_text(limit.per_ms), seconds);
  return decision;
}

}  // namespace

ReplyRules::ReplyRules(ReplyOptions options) : options_(options) {}
ReplyRules::~ReplyRules() = default;

std::shared_ptr<ReplyRules::ArmedRules> ReplyRules::current() const {
  if (!any_) return nullptr;
  const std::lock_guard lock(mutex_);
  return rules_;
}

void ReplyRules::set(std::vector<ReplyRule> rules) {
  auto armed = std::make_shared<ArmedRules>();
  for (ReplyRule& rule : rules) {
    if (rule.percent && !rule.seed) rule.seed = seed_of_rule(options_.seed, armed->size());
    armed->push_back(std::make_unique<ArmedRule>(std::move(rule)));
  }
  const bool any = !armed->empty();
  const std::lock_guard lock(mutex_);
  rules_.swap(armed);
  any_ = any;
}

std::vector<ReplyRule> ReplyRules::rules() const {
  std::vector<ReplyRule> rules;
  const auto armed = current();
  if (!armed) return rules;
  for (const auto& one : *armed) rules.push_back(one->now());
  return rules;
}

bool ReplyRules::has_chance() const {
  const auto armed = current();
  return armed && std::any_of(armed->begin(), armed->end(),
                              [](const auto& one) { return one->rule.percent.has_value(); });
}

std::optional<ReplyDecision> ReplyRules::decide(ArmedRule& one, const Capture& capture,
                                                std::chrono::steady_clock::time_point now) {
  if (one.is_used_up() || !one.rule.match.matches(capture) || !one.draw()) return std::nullopt;
  if (one.limiter) {
    const auto wait = one.limiter->pass(now);
    if (wait > wait.zero()) {
      ++one.limited;
      return over_limit(one.limiter->limit(), wait);
    }
  }
  const ArmedStep* step = one.take();
  if (step == nullptr) return std::nullopt;
  return step->decision_for(capture);
}

ReplyDecision ReplyRules::reply_to(const Capture& capture,
                                   std::chrono::steady_clock::time_point now) {
  if (!options_.cors) return decide_by_rules(capture, now);
  // Before the rules: whoever limits or breaks a POST means the POST, not the question before it.
  if (is_preflight(capture)) return preflight_reply(capture);
  ReplyDecision decision = decide_by_rules(capture, now);
  let_scripts_read(decision, capture);
  return decision;
}

ReplyDecision ReplyRules::decide_by_rules(const Capture& capture,
                                          std::chrono::steady_clock::time_point now) {
  if (const auto armed = current()) {
    for (std::size_t i = 0; i < armed->size(); ++i) {
      auto decision = decide(*(*armed)[i], capture, now);
      if (!decision) continue;
      decision->rule = i;
      return std::move(*decision);
    }
  }
  return options_.by_path ? reply_from_path(path_of(capture)) : ReplyDecision();
}

}  // namespace hookline
