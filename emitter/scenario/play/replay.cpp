#include "emitter/scenario/play/replay.h"

#include "catcher/base/http/headers/header.h"
#include "catcher/base/net/addresses/address_guard.h"
#include "catcher/base/process/failure.h"
#include "catcher/base/units/timestamp.h"
#include "catcher/captures/views/capture_view.h"
#include "emitter/delivery/run_id.h"
#include "emitter/scenario/expect/judging/verification.h"
#include "emitter/scenario/play/captures/endpoint.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <set>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

void refuse_forbidden_targets(std::span<const Scenario> scenarios, const std::string& catching_url,
                              const ReplayOptions& options) {
  const AddressGuard guard(options.allowed_hosts);
  for (const Scenario& scenario : scenarios) {
    for (const ScenarioTarget& target : targets_of(scenario, catching_url)) {
      const std::string problem = guard.problem_with_host(target.url.host());
      if (problem.empty()) continue;
      throw Failure(ExitCode::kCannotRun, fmt::format("{}: \"{}\" ({}): {}", scenario.file,
                                                      target.name, target.url.text(), problem));
    }
  }
}

/// Steps that send by themselves are senders of their own to the verification, behind all webhooks
/// and automations.
constexpr std::uint64_t kStepIds = std::uint64_t{1} << 48;

void add_steps(const Scenario& scenario, const Played& played, Verification& verification) {
  for (std::size_t i = 0; i < scenario.steps.size(); ++i) {
    const Expectation* expected = scenario.steps[i].expectation();
    if (expected == nullptr) continue;
    const auto receiver =
        std::find_if(played.receivers.begin(), played.receivers.end(),
                     [&](const Receiver& one) { return one.name == expected->webhook; });
    verification.add_sender(kStepIds + i, *expected, *receiver);
  }
}

/// The scenario's reply rules, for as long as it is played.
class ScenarioReplies {
 public:
  ScenarioReplies(CaptureSource& catcher, const std::string& rules) : catcher_(catcher) {
    if (rules.empty()) return;
    catcher_.set_replies(rules);
    set_ = true;
  }
  ScenarioReplies(const ScenarioReplies&) = delete;
  ScenarioReplies& operator=(const ScenarioReplies&) = delete;
  ~ScenarioReplies() {
    if (set_) try_restoring();
  }
  void restore() {
    if (std::exchange(set_, false)) catcher_.restore_replies();
  }

 private:
  /// While another failure is on its way, which is the one to tell of.
  void try_restoring() noexcept {
    try {
      catcher_.restore_replies();
    } catch (const Failure&) {
      return;
    }
  }

  CaptureSource& catcher_;
  bool set_ = false;
};

class Replay {
 public:
  Replay(CaptureSource& catcher, const ReplayOptions& options)
      : catcher_(catcher), options_(options), run_(new_run_id()) {
    report_.started_us = wall_clock_us();
  }

  /// False: interrupted.
  bool add(const Scenario& scenario) {
    const auto begin = Clock::now();
    report_.scenarios.push_back({scenario.file, scenario.name});
    ScenarioReport& report = report_.scenarios.back();
    ScenarioReplies replies(catcher_, scenario.replies);
    const CaptureSource::Counts before = catcher_.counts();
    Played played = play(scenario, play_options(scenario));
    replies.restore();
    next_delivery_id_ += played.receiver_of.size();
    report.interrupted = played.interrupted;
    report.deliveries = deliveries_sent(played);
    report.attempts = attempts_made(played);
    if (!played.refusal.empty()) {
      report.errors.push_back(fmt::format("{}: {}", scenario.file, played.refusal));
    } else if (!played.interrupted) {
      verify(scenario, played, before, report);
    }
    report.explanation = std::move(played.explanation);
    add_coverage(played.coverage);
    const auto elapsed = Clock::now() - begin;
    report.duration_us = std::chrono::duration_cast<std::chrono::microseconds>(elapsed).count();
    return !played.interrupted;
  }

  /// The catcher failed in the scenario added last.
  void fail(const std::string& problem) {
    report_.scenarios.back().errors.push_back(problem);
    report_.problem = problem;
  }

  void skip(const Scenario& scenario) {
    report_.scenarios.push_back({scenario.file, scenario.name});
    report_.scenarios.back().skipped = true;
  }

  Report finish(bool interrupted) {
    report_.interrupted = interrupted;
    return std::move(report_);
  }

 private:
  PlayOptions play_options(const Scenario& scenario) const {
    PlayOptions play;
    play.speed = options_.speed;
    play.explain = options_.explain;
    play.catching_url = catcher_.catching_url();
    play.dispatch.allowed_hosts = options_.allowed_hosts;
    play.dispatch.run = run_;
    play.dispatch.signing_key = options_.signing_key;
    play.dispatch.ca_file = options_.ca_file;
    play.dispatch.checks_certificates = options_.checks_certificates;
    const DeliveryPromise promise = promise_of(scenario, options_.promise);
    play.dispatch.retry = promise.retry;
    play.dispatch.timeout_ms = promise.timeout_ms;
    play.dispatch.attempt_header = promise.attempt_header;
    const bool is_virtual = scenario.delivery && scenario.delivery->has_virtual_time;
    if (options_.speed <= 0 || is_virtual) play.dispatch.timekeeping = Timekeeping::kVirtual;
    play.first_delivery_id = next_delivery_id_;
    play.stop = options_.stop;
    const auto leads_elsewhere = [&](const ScenarioTarget& target) {
      return !leads_to(target.url, play.catching_url);
    };
    const auto targets = targets_of(scenario, play.catching_url);
    const bool answers_differ = !scenario.replies.empty() || !promise.retry.delays.empty() ||
                                options_.has_endpoint ||
                                std::any_of(targets.begin(), targets.end(), leads_elsewhere);
    play.pipelining = answers_differ ? Pipelining::kStepwise : options_.pipelining;
    return play;
  }

  static std::uint64_t attempts_made(const Played& played) {
    const auto made = std::count_if(played.attempts.begin(), played.attempts.end(),
                                    [](const Attempt& attempt) { return attempt.was_made(); });
    return static_cast<std::uint64_t>(made);
  }

  /// Those of which at least one attempt was made: the others' webhook was switched off by then.
  static std::uint64_t deliveries_sent(const Played& played) {
    std::unordered_set<std::uint64_t> sent;
    for (const Attempt& attempt : played.attempts) {
      if (attempt.was_made()) sent.insert(attempt.delivery_id);
    }
    return sent.size();
  }

  /// What was caught of a delivery; the last of it where it was tried again.
  struct Caught {
    std::int64_t id = 0;   ///< 0: nothing
    bool by_rule = false;  ///< answered by a rule of the scenario
  };

  /// Which of the play's deliveries the capture is, from 0; none: it is something else.
  std::optional<std::size_t> delivery_in(const Capture& capture, const Played& played) const {
    const Headers headers = headers_of(capture);
    auto mark = find_header(headers, "Hookline-Delivery").value_or("");
    if (mark.size() <= run_.size() || !mark.starts_with(run_)) return std::nullopt;
    mark.remove_prefix(run_.size() + 1);
    std::uint64_t id = 0;
    std::from_chars(mark.data(), mark.data() + mark.size(), id);
    const bool ours =
        id >= played.first_delivery_id && id - played.first_delivery_id < played.receiver_of.size();
    if (!ours) return std::nullopt;
    return static_cast<std::size_t>(id - played.first_delivery_id);
  }

  void verify(const Scenario& scenario, const Played& played, const CaptureSource::Counts& before,
              ScenarioReport& report) {
    Verification verification(scenario.expectations, played.receivers);
    add_steps(scenario, played, verification);
    EndpointCheck endpoint(scenario, played.receivers, [this](std::int64_t capture) {
      return catcher_.endpoint_answer(capture);
    });
    std::vector<Caught> caught(played.receiver_of.size());
    catcher_.for_each_after(before.last, [&](const Capture& capture) {
      const auto delivery = delivery_in(capture, played);
      if (!delivery) return;
      caught[*delivery] = {capture.id, capture.reply.rule.has_value()};
      verification.add_capture(played.receiver_of[*delivery], capture);
      verification.add_capture(kStepIds + played.step_of(*delivery), capture);
    });
    refuse_losses(scenario, before);
    for (const Attempt& attempt : played.attempts) {
      const auto delivery =
          static_cast<std::size_t>(attempt.delivery_id - played.first_delivery_id);
      const std::size_t step = played.step_of(delivery);
      const Caught& of_it = caught[delivery];
      const auto capture = of_it.id > 0 ? std::optional(of_it.id) : std::nullopt;
      verification.add_attempt(attempt.webhook_id, attempt, capture);
      verification.add_attempt(kStepIds + step, attempt, capture);
      if (capture ? catcher_.had_endpoint(*capture) && !of_it.by_rule : options_.has_endpoint) {
        endpoint.add_attempt(step, attempt, capture);
      }
    }
    report.failures = verification.finish();
    for (Mismatch& mismatch : report.failures) tell_of_endpoint(mismatch);
    for (Mismatch& mismatch : endpoint.finish()) report.failures.push_back(std::move(mismatch));
    add_exchanges(played, before, report);
  }

  void tell_of_endpoint(Mismatch& mismatch) {
    if (!mismatch.capture || !catcher_.had_endpoint(*mismatch.capture)) return;
    const auto answer = catcher_.endpoint_answer(*mismatch.capture);
    if (answer) add_endpoint_story(mismatch, *answer);
  }

  /// The captures are asked for once more, where something failed: which of them a failure is about
  /// is known at the end alone, and they are too many to be kept until then.
  void add_exchanges(const Played& played, const CaptureSource::Counts& before,
                     ScenarioReport& report) {
    constexpr std::size_t kShownMax = 20;
    std::set<std::int64_t> wanted;
    for (const Mismatch& failure : report.failures) {
      if (failure.capture && wanted.size() < kShownMax) wanted.insert(*failure.capture);
    }
    if (wanted.empty()) return;
    catcher_.for_each_after(before.last, [&](const Capture& capture) {
      if (!wanted.contains(capture.id)) return;
      const auto delivery = delivery_in(capture, played);
      report.exchanges.push_back(ReportedExchange::of(capture, only_attempt(played, delivery)));
    });
  }

  /// At that delivery; null where there were others, which the capture may be of as well.
  static const Attempt* only_attempt(const Played& played, std::optional<std::size_t> delivery) {
    if (!delivery) return nullptr;
    const Attempt* only = nullptr;
    for (const Attempt& attempt : played.attempts) {
      if (attempt.delivery_id != played.first_delivery_id + *delivery) continue;
      if (only != nullptr) return nullptr;
      only = &attempt;
    }
    return only;
  }

  void refuse_losses(const Scenario& scenario, const CaptureSource::Counts& before) {
    const std::uint64_t lost = catcher_.counts().dropped - before.dropped;
    if (lost == 0) return;
    throw Failure(
        ExitCode::kCannotRun,
        fmt::format("{}: the catcher was full and dropped {} captures while this was played, so "
                    "it can't be verified; start a catcher with a larger --keep and --keep-bytes, "
                    "and name it with --catcher",
                    scenario.file, lost));
  }

  void add_coverage(const Coverage& played) {
    for (std::size_t type = 0; type < played.size(); ++type) {
      for (std::size_t source = 0; source < played[type].size(); ++source) {
        report_.coverage[type][source] += played[type][source];
      }
    }
  }

  CaptureSource& catcher_;
  const ReplayOptions& options_;
  const std::string run_;
  std::uint64_t next_delivery_id_ = 1;
  Report report_;
};

}  // namespace

DeliveryPromise promise_of(const Scenario& scenario, const DeliveryPromise& otherwise) {
  DeliveryPromise promise = scenario.delivery ? scenario.delivery->promise : otherwise;
  promise.timeout_ms = scenario.timeout_ms.value_or(promise.timeout_ms);
  return promise;
}

Report replay(std::span<const Scenario> scenarios, CaptureSource& catcher,
              const ReplayOptions& options) {
  refuse_forbidden_targets(scenarios, catcher.catching_url(), options);
  Replay run(catcher, options);
  bool ended = false;
  bool interrupted = false;
  for (const Scenario& scenario : scenarios) {
    if (ended) {
      run.skip(scenario);
      continue;
    }
    try {
      interrupted = !run.add(scenario);
      ended = interrupted;
    } catch (const Failure& failure) {
      run.fail(failure.what());
      ended = true;
    }
  }
  return run.finish(interrupted);
}

}  // namespace hookline
