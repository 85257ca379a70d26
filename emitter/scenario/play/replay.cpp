#include "emitter/scenario/play/replay.h"

#include "catcher/base/http/headers/header.h"
#include "catcher/base/process/failure.h"
#include "catcher/base/units/timestamp.h"
#include "catcher/captures/views/capture_view.h"
#include "emitter/delivery/delivery_mark.h"
#include "emitter/scenario/expect/judging/verification.h"
#include "emitter/scenario/play/captures/scenario_replies.h"
#include "emitter/scenario/play/targets.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// Steps that send by themselves are senders of their own to the verification.
ReceiverId sender_of(std::size_t step) {
  return {step, ReceiverId::Kind::kRequest};
}

void add_steps(const Scenario& scenario, const Played& played, Verification& verification) {
  for (std::size_t i = 0; i < scenario.steps.size(); ++i) {
    const Expectation* expected = scenario.steps[i].expectation();
    if (expected == nullptr) continue;
    const auto receiver =
        std::find_if(played.receivers.begin(), played.receivers.end(),
                     [&](const Receiver& one) { return one.name == expected->webhook; });
    verification.add_sender(sender_of(i), *expected, *receiver);
  }
}

std::vector<JudgedStep> judged_steps(const Scenario& scenario) {
  std::vector<JudgedStep> steps;
  for (const Step& step : scenario.steps) {
    const RequestStep* sends = step.request();
    steps.push_back({step.pointer,
                     sends ? "the " + sends->request->method() : step.operation()->name(),
                     sends != nullptr, step.expectation()});
  }
  return steps;
}

class Replay {
 public:
  Replay(CaptureSource& catcher, const ReplayOptions& options)
      : catcher_(catcher), options_(options), run_(new_run_id()) {
    result_.started_us = wall_clock_us();
  }

  /// False: interrupted.
  bool add(const Scenario& scenario) {
    const auto begin = Clock::now();
    result_.scenarios.push_back({scenario.file, scenario.name});
    ScenarioResult& result = result_.scenarios.back();
    ScenarioReplies replies(catcher_, scenario.replies);
    const CaptureSource::Counts before = catcher_.counts();
    Played played = play(scenario, play_options(scenario));
    replies.restore();
    next_delivery_id_ += played.receiver_of.size();
    result.interrupted = played.interrupted;
    result.deliveries = deliveries_sent(played);
    result.attempts = attempts_made(played);
    if (!played.refusal.empty()) {
      result.errors.push_back(fmt::format("{}: {}", scenario.file, played.refusal));
    } else if (!played.interrupted) {
      verify(scenario, played, before, result);
    }
    result.explanation = std::move(played.explanation);
    add_coverage(played.coverage);
    const auto elapsed = Clock::now() - begin;
    result.duration_us = std::chrono::duration_cast<std::chrono::microseconds>(elapsed).count();
    return !played.interrupted;
  }

  /// The catcher failed in the scenario added last.
  void fail(const std::string& problem) {
    result_.scenarios.back().errors.push_back(problem);
    result_.problem = problem;
  }

  void skip(const Scenario& scenario) {
    result_.scenarios.push_back({scenario.file, scenario.name});
    result_.scenarios.back().skipped = true;
  }

  ReplayResult finish(bool interrupted) {
    result_.interrupted = interrupted;
    return std::move(result_);
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
    const auto id = DeliveryMark::id_in(headers_of(capture), run_);
    const bool ours = id && *id >= played.first_delivery_id &&
                      *id - played.first_delivery_id < played.receiver_of.size();
    if (!ours) return std::nullopt;
    return static_cast<std::size_t>(*id - played.first_delivery_id);
  }

  /// None where no endpoint had to answer.
  std::optional<EndpointAnswer> answer_of(std::int64_t capture) const {
    return catcher_.had_endpoint(capture) ? catcher_.endpoint_answer(capture) : std::nullopt;
  }

  void verify(const Scenario& scenario, const Played& played, const CaptureSource::Counts& before,
              ScenarioResult& result) {
    Verification verification(scenario.expectations, played.receivers);
    add_steps(scenario, played, verification);
    verification.hold_endpoint(
        EndpointCheck(scenario.expectations, played.receivers, judged_steps(scenario),
                      [this](std::int64_t capture) { return answer_of(capture); }));
    std::vector<Caught> caught(played.receiver_of.size());
    catcher_.for_each_after(before.last, [&](const Capture& capture) {
      const auto delivery = delivery_in(capture, played);
      if (!delivery) return;
      caught[*delivery] = {capture.id, capture.reply.rule.has_value()};
      verification.add_capture(played.receiver_of[*delivery], capture);
      verification.add_capture(sender_of(played.step_of(*delivery)), capture);
    });
    refuse_losses(scenario, before);
    for (const Attempt& attempt : played.attempts) {
      const auto delivery =
          static_cast<std::size_t>(attempt.delivery_id - played.first_delivery_id);
      const std::size_t step = played.step_of(delivery);
      const Caught& of_it = caught[delivery];
      const auto capture = of_it.id > 0 ? std::optional(of_it.id) : std::nullopt;
      verification.add_attempt(attempt.receiver, attempt, capture);
      verification.add_attempt(sender_of(step), attempt, capture);
      if (capture ? catcher_.had_endpoint(*capture) && !of_it.by_rule : options_.has_endpoint) {
        verification.add_endpoint_attempt(step, attempt, capture);
      }
    }
    result.failures = verification.finish();
    add_exchanges(played, before, result);
  }

  /// The captures are asked for once more, where something failed: which of them a failure is about
  /// is known at the end alone, and they are too many to be kept until then.
  void add_exchanges(const Played& played, const CaptureSource::Counts& before,
                     ScenarioResult& result) {
    constexpr std::size_t kShownMax = 20;
    std::set<std::int64_t> wanted;
    for (const Mismatch& failure : result.failures) {
      if (failure.capture && wanted.size() < kShownMax) wanted.insert(*failure.capture);
    }
    if (wanted.empty()) return;
    catcher_.for_each_after(before.last, [&](const Capture& capture) {
      if (!wanted.contains(capture.id)) return;
      const auto delivery = delivery_in(capture, played);
      result.exchanges.push_back(ShownExchange::of(capture, only_attempt(played, delivery)));
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
        result_.coverage[type][source] += played[type][source];
      }
    }
  }

  CaptureSource& catcher_;
  const ReplayOptions& options_;
  const std::string run_;
  std::uint64_t next_delivery_id_ = 1;
  ReplayResult result_;
};

}  // namespace

DeliveryPromise promise_of(const Scenario& scenario, const DeliveryPromise& otherwise) {
  DeliveryPromise promise = scenario.delivery ? scenario.delivery->promise : otherwise;
  promise.timeout_ms = scenario.timeout_ms.value_or(promise.timeout_ms);
  return promise;
}

ReplayResult replay(std::span<const Scenario> scenarios, CaptureSource& catcher,
                    const ReplayOptions& options) {
  refuse_forbidden_targets(scenarios, catcher.catching_url(), options.allowed_hosts);
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
