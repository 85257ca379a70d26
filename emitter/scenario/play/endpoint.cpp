#include "emitter/scenario/play/endpoint.h"

#include "catcher/failure.h"
#include "catcher/http/url.h"
#include "catcher/outgoing/address_guard.h"
#include "emitter/scenario/expect/ending.h"

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

}  // namespace

void check_endpoint(const Endpoint& endpoint) {
  if (endpoint.url.empty()) return;
  const Url url = parse_endpoint_url(endpoint.url);
  const std::string problem = AddressGuard(endpoint.allowed_hosts).problem_with_host(url.host());
  if (!problem.empty()) throw Failure(ExitCode::kCannotRun, "--deliver-to: " + problem);
}

EndpointCheck::EndpointCheck(const Scenario& scenario, std::span<const Receiver> receivers)
    : scenario_(scenario), receivers_(receivers) {}

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
  const auto& request = scenario_.steps[step].request;
  const auto* expected = request && request->expectation ? &*request->expectation : nullptr;
  return expected != nullptr && expected->speaks_of_answers();
}

void EndpointCheck::add_attempt(std::size_t step, const Attempt& attempt,
                                std::optional<std::int64_t> capture, const std::string& problem) {
  if (attempt.delivered() || !attempt.is_last() || is_expected_of_step(step)) return;
  const Receiver* receiver = judged(attempt.webhook_id);
  if (receiver == nullptr) return;
  const bool is_given = scenario_.steps[step].request.has_value();
  Refusals& refusals = refusals_[{attempt.webhook_id, is_given ? step + 1 : 0}];
  if (refusals.count++ > 0) return;
  refusals.first = {is_given ? scenario_.steps[step].pointer : pointer_of(receiver->name),
                    receiver->name,
                    "status",
                    "2xx of the endpoint",
                    actual_status(attempt),
                    capture,
                    problem.empty() ? attempt.problem : problem};
}

std::vector<Mismatch> EndpointCheck::finish() const {
  std::vector<Mismatch> mismatches;
  for (const auto& [sender, refusals] : refusals_) {
    Mismatch mismatch = refusals.first;
    if (refusals.count > 1) {
      mismatch.hint = fmt::format("in {} deliveries{}{}", refusals.count,
                                  mismatch.hint.empty() ? "" : ": ", mismatch.hint);
    }
    mismatches.push_back(std::move(mismatch));
  }
  return mismatches;
}

}  // namespace hookline
