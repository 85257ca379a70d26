#include "emitter/scenario/play/captures/endpoint.h"

#include "catcher/base/http/url/url.h"
#include "catcher/base/net/addresses/address_guard.h"
#include "catcher/base/process/failure.h"
#include "emitter/scenario/expect/judging/ending.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

Url parse_endpoint_url(const std::string& text) {
  try {
    Url url = Url::parse(text);
    if (url.user_info().empty()) return url;
  } catch (const UrlError& error) {
    throw Failure(ExitCode::kUsage, fmt::format("--deliver-to {}: {}; give the URL of your "
                                                "endpoint, such as http://localhost:3000/hook",
                                                text, error.what()));
  }
  throw Failure(ExitCode::kUsage,
                fmt::format("--deliver-to {}: a user and password in it would not be sent; leave "
                            "them out",
                            text));
}

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

}  // namespace

void check_endpoint(const Endpoint& endpoint) {
  if (endpoint.url.empty()) return;
  const Url url = parse_endpoint_url(endpoint.url);
  const std::string problem = AddressGuard(endpoint.allowed_hosts).problem_with_host(url.host());
  if (!problem.empty()) throw Failure(ExitCode::kCannotRun, "--deliver-to: " + problem);
}

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

EndpointCheck::EndpointCheck(const Scenario& scenario, std::span<const Receiver> receivers,
                             AnswerOf answer_of)
    : scenario_(scenario), receivers_(receivers), answer_of_(std::move(answer_of)) {}

/// Null where nothing is asked of the endpoint's answers to this webhook.
const Receiver* EndpointCheck::judged(std::uint64_t webhook_id) const {
  const auto receiver = std::find_if(receivers_.begin(), receivers_.end(),
                                     [&](const Receiver& one) { return one.id == webhook_id; });
  if (receiver == receivers_.end() || !receiver->at_catcher) return nullptr;
  const auto& expectations = scenario_.expectations;
  const bool is_expected =
      std::any_of(expectations.begin(), expectations.end(), [&](const Expectation& expected) {
        return expected.webhook == receiver->name && expected.speaks_of_answers();
      });
  return is_expected ? nullptr : &*receiver;
}

std::string EndpointCheck::pointer_of(const std::string& webhook) const {
  for (const WebhookSetup& setup : scenario_.webhooks) {
    if (setup.name == webhook) return setup.pointer;
  }
  return "/account/automations";
}

bool EndpointCheck::is_expected_of_step(std::size_t step) const {
  const Expectation* expected = scenario_.steps[step].expectation();
  return expected != nullptr && expected->speaks_of_answers();
}

/// What happened in that step, as a report calls it.
std::string EndpointCheck::cause_of(std::size_t step) const {
  const Step& of = scenario_.steps[step];
  if (const RequestStep* sends = of.request()) return "the " + sends->request->method();
  return of.operation()->name();
}

Mismatch EndpointCheck::first_failure(std::size_t step, const Attempt& attempt,
                                      const Receiver& receiver,
                                      std::optional<std::int64_t> capture) const {
  const bool is_given = scenario_.steps[step].request() != nullptr;
  const auto answer = capture ? answer_of_(*capture) : std::nullopt;
  Mismatch failure;
  failure.pointer = is_given ? scenario_.steps[step].pointer : pointer_of(receiver.name);
  failure.webhook = receiver.name;
  failure.field = "status";
  failure.expected = "2xx of the endpoint";
  failure.actual = actual_status(attempt);
  failure.capture = capture;
  failure.hint = fmt::format("{} of {}", cause_of(step), scenario_.steps[step].pointer);
  if (answer && !answer->url.empty()) failure.hint += fmt::format(", sent to {}", answer->url);
  if (attempt.number > 1) failure.hint += fmt::format(", in attempt {}", attempt.number);
  failure.hint += what_came_back(attempt, answer);
  return failure;
}

void EndpointCheck::add_attempt(std::size_t step, const Attempt& attempt,
                                std::optional<std::int64_t> capture) {
  if (!attempt.is_last() || is_expected_of_step(step)) return;
  const Receiver* receiver = judged(attempt.webhook_id);
  if (receiver == nullptr) return;
  const bool is_given = scenario_.steps[step].request() != nullptr;
  Deliveries& deliveries = deliveries_[{attempt.webhook_id, is_given ? step + 1 : 0}];
  ++deliveries.all;
  if (attempt.delivered()) return;
  if (deliveries.failed++ == 0) {
    deliveries.first = first_failure(step, attempt, *receiver, capture);
  }
  ++deliveries.by_kind[fmt::format("{}: {}", cause_of(step), actual_status(attempt))];
}

std::vector<Mismatch> EndpointCheck::finish() const {
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
