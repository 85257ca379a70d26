#include "emitter/scenario/play/rehearsal.h"

#include "emitter/platform/account/account.h"
#include "emitter/platform/account/state/operation_error.h"
#include "emitter/platform/webhooks/match_reason.h"

namespace hookline {
namespace {

/// Where nothing is sent to.
constexpr const char* kNobody = "http://127.0.0.1:1";

class Rehearsal {
 public:
  Rehearsal(const Scenario& scenario, std::int64_t begin_ms)
      : scenario_(scenario), account_(scenario.account), time_ms_(begin_ms) {
    for (const WebhookSetup& setup : scenario.webhooks)
      webhooks_.push_back(make_webhook(setup, scenario.file, kNobody));
  }

  std::vector<RehearsedDelivery> deliveries() && {
    try {
      for (const Step& step : scenario_.steps)
        for (std::uint64_t i = 0; i < step.repeat; ++i) take(step);
    } catch (const OperationError&) {
      // As in a play, what has happened until then stays.
    }
    return std::move(deliveries_);
  }

 private:
  void take(const Step& step) {
    time_ms_ += step.after_ms;
    add(account_.pass_time(time_ms_));
    if (const OperationStep* does = step.operation())
      add(does->perform_on(account_, time_ms_ / 1000));
  }

  void add(const std::vector<Event>& events) {
    for (const Event& event : events) {
      if (event.automation_id) {
        const auto automation = account_.state().automations.find(*event.automation_id);
        deliveries_.push_back({automation ? automation->name : "", render_payload(event)});
        continue;
      }
      Payload payload;
      for (const Webhook& webhook : webhooks_) {
        if (!webhook.active || !explain(webhook, event).fires) continue;
        if (!payload) payload = render_payload(event);
        deliveries_.push_back({webhook.name, payload});
      }
    }
  }

  const Scenario& scenario_;
  Account account_;
  std::int64_t time_ms_;
  std::vector<Webhook> webhooks_;
  std::vector<RehearsedDelivery> deliveries_;
};

}  // namespace

std::vector<RehearsedDelivery> rehearse(const Scenario& scenario, std::int64_t begin_ms) {
  return Rehearsal(scenario, begin_ms).deliveries();
}

}  // namespace hookline
