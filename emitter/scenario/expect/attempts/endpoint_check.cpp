#include "emitter/scenario/expect/attempts/endpoint_check.h"

#include "emitter/scenario/expect/attempts/ending.h"

#include <algorithm>

#include <fmt/format.h>

namespace hookline {
namespace {

std::string beginning_of_body(const EndpointAnswer& answer) {
  if (answer.body.size() >= answer.body_bytes) return answer.body;
  return fmt::format("{}… ({} bytes)", answer.body, answer.body_bytes);
}

/// "; 500 with the body "…"", for a report's line.
std::string what_came_back(const Attempt& attempt, const std::optional<EndpointAnswer>& answer) {
  if (answer && !answer->error.empty()) return "; " + answer->error;
  if (attempt.outcome == Outcome::kTimeout) {
    return "; it took longer than the sender waits, which the scenario's \"timeout\" says";
  }
  if (attempt.outcome != Outcome::kAnswered) return "; " + attempt.problem;
  std::string text = fmt::format("; it answered {}", attempt.status);
  if (const std::string redirect = redirect_in(attempt); !redirect.empty()) {
    return fmt::format("{}, {}; give the address that it leads to", text, redirect);
  }
  if (!answer) return text;
  if (answer->body.empty()) return text + ", without a body";
  return fmt::format("{}, with the body: {}", text, beginning_of_body(*answer));
}

/// "2 × open: 500, 1 × click: 404"; a long list is cut.
std::string list_of_kinds(const std::map<std::string, std::uint64_t>& kinds) {
  constexpr std::size_t kShownMax = 8;
  std::vector<std::string> shown;
  for (const auto& [kind, count] : kinds) {
    if (shown.size() == kShownMax) {
      shown.push_back("…");
      break;
    }
    shown.push_back(fmt::format("{} × {}", count, kind));
  }
  return fmt::format("{}", fmt::join(shown, ", "));
}

/// Tells of a status, an outcome or attempts that were not as expected what the endpoint made of
/// the capture: a 502 may be the catcher's own, where the endpoint is down.
void add_endpoint_story(Mismatch& mismatch, const EndpointAnswer& answer) {
  const std::string_view field = mismatch.field;
  const bool is_of_answers = field == "status" || field == "outcome" || field == "attempts";
  if (!is_of_answers || (answer.error.empty() && answer.body.empty())) return;
  mismatch.hint +=
      fmt::format("{}the capture was sent to {}", mismatch.hint.empty() ? "" : "; ", answer.url);
  mismatch.hint += answer.error.empty()
                       ? ", which answered with the body: " + beginning_of_body(answer)
                       : "; " + answer.error;
}

}  // namespace

EndpointCheck::EndpointCheck(std::span<const Expectation> expectations,
                             std::span<const Receiver> receivers, std::vector<JudgedStep> steps,
                             EndpointAnswerOf answer_of)
    : expectations_(expectations),
      receivers_(receivers),
      steps_(std::move(steps)),
      answer_of_(std::move(answer_of)) {}

/// Null where nothing is asked of the endpoint's answers to this webhook.
const Receiver* EndpointCheck::judged(ReceiverId receiver_id) const {
  const auto receiver = std::ranges::find(receivers_, receiver_id, &Receiver::id);
  if (receiver == receivers_.end() || !receiver->at_catcher) return nullptr;
  const bool is_expected = std::ranges::any_of(expectations_, [&](const Expectation& expected) {
    return expected.webhook == receiver->name && expected.speaks_of_answers();
  });
  return is_expected ? nullptr : &*receiver;
}

Mismatch EndpointCheck::first_failure(const JudgedStep& step, const Attempt& attempt,
                                      const Receiver& receiver,
                                      std::optional<std::int64_t> capture) const {
  const auto answer = capture ? answer_of_(*capture) : std::nullopt;
  Mismatch failure;
  failure.pointer = step.sends ? step.pointer : receiver.pointer;
  failure.webhook = receiver.name;
  failure.field = "status";
  failure.expected = "2xx of the endpoint";
  // Where the endpoint gives none, the catcher answers in its place.
  const bool is_answered = !answer || answer->error.empty();
  failure.actual = is_answered || attempt.outcome != Outcome::kAnswered
                       ? actual_status(attempt)
                       : fmt::format("no answer ({} in its place)", attempt.status);
  failure.capture = capture;
  failure.hint = fmt::format("{} of {}", step.what, step.pointer);
  if (answer && !answer->url.empty()) failure.hint += fmt::format(", sent to {}", answer->url);
  if (attempt.number > 1) failure.hint += fmt::format(", in attempt {}", attempt.number);
  failure.hint += what_came_back(attempt, answer);
  return failure;
}

void EndpointCheck::add_attempt(std::size_t step, const Attempt& attempt,
                                std::optional<std::int64_t> capture) {
  const JudgedStep& of = steps_[step];
  const bool is_expected = of.expectation && of.expectation->speaks_of_answers();
  if (!attempt.is_last() || is_expected) return;
  const Receiver* receiver = judged(attempt.receiver);
  if (receiver == nullptr) return;
  Deliveries& deliveries = deliveries_[{attempt.receiver, of.sends ? step + 1 : 0}];
  ++deliveries.all;
  if (attempt.delivered()) return;
  if (deliveries.failed++ == 0) {
    deliveries.first = first_failure(of, attempt, *receiver, capture);
  }
  ++deliveries.by_kind[fmt::format("{}: {}", of.what, actual_status(attempt))];
}

std::vector<Mismatch> EndpointCheck::finish(std::span<Mismatch> others) const {
  for (Mismatch& other : others)
    if (const auto answer = other.capture ? answer_of_(*other.capture) : std::nullopt)
      add_endpoint_story(other, *answer);
  std::vector<Mismatch> mismatches;
  for (const auto& [sender, deliveries] : deliveries_) {
    if (deliveries.failed == 0) continue;
    Mismatch mismatch = deliveries.first;
    if (deliveries.all > 1) {
      mismatch.hint =
          fmt::format("{} of {} deliveries failed ({}); the first: {}", deliveries.failed,
                      deliveries.all, list_of_kinds(deliveries.by_kind), mismatch.hint);
    }
    mismatches.push_back(std::move(mismatch));
  }
  return mismatches;
}

}  // namespace hookline
