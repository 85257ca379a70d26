#include "emitter/scenario/format/rehearsal.h"

#include "emitter/platform/account/account.h"
#include "emitter/platform/webhooks/webhook_registry.h"
#include "emitter/scenario/format/scenario.h"

#include <memory>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

/// Where nothing is sent to.
constexpr std::string_view kNowhere = "http://127.0.0.1:1";

class RehearsedPlay {
 public:
  explicit RehearsedPlay(const Scenario& scenario)
      : scenario_(scenario), account_(scenario.account) {
    for (const WebhookSetup& setup : scenario.webhooks) {
      registry_.add(make_webhook(setup, scenario.file, kNowhere));
      found_.is_sent_to[setup.name] = false;
    }
    for (const auto& [id, automation] : scenario.account.automations) {
      found_.is_sent_to[automation->name] = false;
    }
  }

  Rehearsal play() {
    for (const Step& step : scenario_.steps) {
      if (step.request) {
        found_.is_sent_to[step.request->webhook] = true;
        continue;
      }
      for (const Event& event : account_.apply(step.action, step.at_s.value_or(0))) {
        play_event(step, event);
      }
    }
    return std::move(found_);
  }

 private:
  void play_event(const Step& step, const Event& event) {
    if (event.automation_id) {
      const auto automation = scenario_.account.automations.find(*event.automation_id);
      if (automation) found_.is_sent_to[automation->name] = true;
      return;
    }
    found_.events.set(static_cast<std::size_t>(event.type));
    found_.sources.set(static_cast<std::size_t>(event.source));
    registry_.match(event, firing_);
    for (const auto& webhook : firing_) found_.is_sent_to[webhook->name] = true;
    if (!found_.why_not.empty()) return;
    for (const auto& webhook : registry_.all()) {
      const MatchReason reason = registry_.explain(*webhook, event);
      found_.why_not[webhook->name] =
          fmt::format("{} ({} in {})", reason.sentence, name_of(event.type), step.pointer);
    }
  }

  const Scenario& scenario_;
  Account account_;
  WebhookRegistry registry_;
  std::vector<std::shared_ptr<const Webhook>> firing_;
  Rehearsal found_;
};

}  // namespace

Rehearsal rehearse(const Scenario& scenario) {
  return RehearsedPlay(scenario).play();
}

}  // namespace hookline
