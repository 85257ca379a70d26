#include "emitter/scenario/play/player.h"

#include "catcher/base/process/failure.h"
#include "emitter/platform/account/account.h"
#include "emitter/platform/payloads/payload.h"
#include "emitter/platform/webhooks/webhook_registry.h"
#include "emitter/scenario/play/explanation.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

ReceiverId receiver_of(const Automation& automation) {
  return {automation.id, ReceiverId::Kind::kAction};
}

std::int64_t unix_time_s() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

Webhook as_webhook(const Automation& automation, const Scenario& scenario,
                   const std::string& catching_url) {
  WebhookSetup setup;
  setup.pointer = fmt::format("/account/automations ({})", automation.id);
  setup.name = automation.name;
  setup.url = automation.url;
  Webhook webhook = make_webhook(setup, scenario.file, catching_url);
  return webhook;
}

/// One of those that an event goes to.
struct Recipient {
  ReceiverId id;
  std::shared_ptr<const Url> url;
};

class Player {
 public:
  Player(const Scenario& scenario, const PlayOptions& options)
      : scenario_(scenario),
        options_(options),
        account_(scenario.account),
        due_(Clock::now()),
        time_ms_(unix_time_s() * 1000),
        dispatcher_(options.dispatch, [this](const Attempt& attempt) { ended(attempt); }) {
    for (const WebhookSetup& setup : scenario.webhooks) {
      add_webhook(make_webhook(setup, scenario.file, options.catching_url));
    }
    for (const auto& [id, automation] : scenario.account.automations) {
      if (!automation->url.empty()) add_automation(*automation);
    }
    played_.first_delivery_id = options.first_delivery_id;
  }

  Played play() {
    const std::stop_callback cancel(options_.stop, [this] { dispatcher_.cancel(); });
    for (const Step& step : scenario_.steps) {
      played_.first_of_step.push_back(played_.receiver_of.size());
      play_step(step);
    }
    dispatcher_.drain();
    if (options_.explain) played_.explanation = explanation_.finish(played_);
    played_.interrupted = options_.stop.stop_requested();
    for (Receiver& receiver : played_.receivers) {
      if (receiver.id.kind != ReceiverId::Kind::kWebhook) continue;
      receiver.active = registry_.is_active(receiver.id.number);
    }
    return std::move(played_);
  }

 private:
  void add_webhook(Webhook webhook) {
    const auto url = std::make_shared<const Url>(webhook.url);
    Receiver receiver{{}, webhook.name, webhook.active, leads_to(*url, options_.catching_url)};
    receiver.id = registry_.add(std::move(webhook));
    urls_[receiver.id] = url;
    played_.receivers.push_back(std::move(receiver));
  }

  void add_automation(const Automation& automation) {
    const Webhook webhook = as_webhook(automation, scenario_, options_.catching_url);
    const ReceiverId id = receiver_of(automation);
    urls_[id] = std::make_shared<const Url>(webhook.url);
    played_.receivers.push_back(
        {id, webhook.name, true, leads_to(webhook.url, options_.catching_url)});
  }

  void play_step(const Step& step) {
    for (std::uint64_t i = 0; i < step.repeat && !options_.stop.stop_requested(); ++i) {
      pass_time(step.after_ms);
      if (options_.explain) explanation_.begin_turn(i + 1, played_.receiver_of.size());
      if (step.request) {
        play_request(step, i == 0);
        continue;
      }
      const std::int64_t time_s = step.at_s.value_or(time_ms_ / 1000);
      const std::vector<Event> events = account_.apply(step.action, time_s);
      for (const Event& event : events) play_event(step, event, i == 0);
    }
    if (step.repeat > 1 && options_.explain) {
      say(fmt::format("{}: and {} more times", step.pointer, step.repeat - 1));
    }
    explanation_.end_step();
  }

  void pass_time(std::int64_t after_ms) {
    if (options_.pipelining == Pipelining::kStepwise) due_ = dispatcher_.now();
    time_ms_ += after_ms;
    if (options_.speed <= 0) return;
    const auto wait_us = static_cast<double>(after_ms) * 1000 / options_.speed;
    due_ += std::chrono::microseconds(static_cast<std::int64_t>(wait_us));
  }

  void play_request(const Step& step, bool first) {
    const RequestStep& given = *step.request;
    const ReceiverId id = receiver_called(given.webhook);
    if (options_.explain && first) {
      say(fmt::format("{}: {} as given, to \"{}\"", step.pointer, given.request->method(),
                      given.webhook));
    }
    Delivery delivery;
    delivery.receiver = id;
    delivery.url = urls_.at(id);
    delivery.payload = given.body;
    delivery.given = given.request;
    submit(std::move(delivery));
    if (options_.pipelining == Pipelining::kStepwise) dispatcher_.drain();
  }

  ReceiverId receiver_called(const std::string& name) const {
    const auto& receivers = played_.receivers;
    return std::find_if(receivers.begin(), receivers.end(),
                        [&](const Receiver& receiver) { return receiver.name == name; })
        ->id;  // the loader has seen to it that it is there
  }

  void play_event(const Step& step, const Event& event, bool first) {
    find_recipients(event);
    if (!event.automation_id) ++count_of(event);
    if (options_.explain && first) explain(step, event);
    if (recipients_.empty()) return;
    const Payload payload = render_payload(event);
    for (const Recipient& recipient : recipients_) submit(event, recipient, payload);
    if (options_.pipelining == Pipelining::kStepwise) dispatcher_.drain();
  }

  std::uint64_t& count_of(const Event& event) {
    return played_
        .coverage[static_cast<std::size_t>(event.type)][static_cast<std::size_t>(event.source)];
  }

  void find_recipients(const Event& event) {
    recipients_.clear();
    if (event.automation_id) {
      const ReceiverId id{*event.automation_id, ReceiverId::Kind::kAction};
      recipients_.push_back({id, urls_.at(id)});
      return;
    }
    registry_.match(event, firing_);
    for (const auto& webhook : firing_) recipients_.push_back({webhook->id, urls_.at(webhook->id)});
  }

  void submit(const Event& event, const Recipient& recipient, const Payload& payload) {
    Delivery delivery;
    delivery.event_id = event.id;
    delivery.receiver = recipient.id;
    delivery.url = recipient.url;
    delivery.payload = payload;
    submit(std::move(delivery));
  }

  void submit(Delivery delivery) {
    delivery.id = played_.first_delivery_id + played_.receiver_of.size();
    delivery.due = due_;
    played_.receiver_of.push_back(delivery.receiver);
    dispatcher_.submit(std::move(delivery));
  }

  /// On the dispatcher's thread.
  void ended(const Attempt& attempt) {
    if (!attempt.switched_off.empty()) {
      registry_.deactivate(attempt.receiver.number, attempt.switched_off);
    }
    const std::lock_guard lock(mutex_);
    played_.attempts.push_back(attempt);
  }

  void explain(const Step& step, const Event& event) {
    if (event.automation_id) {
      say(fmt::format("{}: automation {} posts to its action's URL", step.pointer,
                      *event.automation_id));
      return;
    }
    say(fmt::format("{}: {} caused by {}{}", step.pointer, name_of(event.type),
                    name_of(event.source), lists_in(event)));
    for (const auto& webhook : registry_.all()) {
      const MatchReason reason = registry_.explain(*webhook, event);
      say(fmt::format("  {} \"{}\" {}", reason.fires ? "->" : " x", webhook->name,
                      reason.sentence));
    }
  }

  static std::string lists_in(const Event& event) {
    if (event.lists.empty()) return ", of no list";
    std::vector<std::uint64_t> ids;
    for (const ListEntry& list : event.lists) ids.push_back(list.id);
    return fmt::format(", on list {}", fmt::join(ids, ", "));
  }

  void say(std::string line) { explanation_.say(std::move(line)); }

  const Scenario& scenario_;
  const PlayOptions& options_;
  Explanation explanation_;
  Account account_;
  WebhookRegistry registry_;
  std::map<ReceiverId, std::shared_ptr<const Url>> urls_;
  Clock::time_point due_;
  std::int64_t time_ms_;  ///< the account's clock: the waits pass on it at any speed
  std::vector<std::shared_ptr<const Webhook>> firing_;
  std::vector<Recipient> recipients_;

  std::mutex mutex_;
  Played played_;  ///< its attempts are guarded by mutex_ until all has ended

  Dispatcher dispatcher_;  ///< last: its thread uses what stands above
};

}  // namespace

std::size_t Played::step_of(std::size_t delivery) const {
  const auto next = std::upper_bound(first_of_step.begin(), first_of_step.end(), delivery);
  return static_cast<std::size_t>(next - first_of_step.begin()) - 1;
}

std::vector<ScenarioTarget> targets_of(const Scenario& scenario, const std::string& catching_url) {
  std::vector<ScenarioTarget> targets;
  for (const WebhookSetup& setup : scenario.webhooks) {
    targets.push_back({setup.name, make_webhook(setup, scenario.file, catching_url).url});
  }
  for (const auto& [id, automation] : scenario.account.automations) {
    if (automation->url.empty()) continue;
    targets.push_back({automation->name, as_webhook(*automation, scenario, catching_url).url});
  }
  return targets;
}

Played play(const Scenario& scenario, const PlayOptions& options) {
  return Player(scenario, options).play();
}

}  // namespace hookline
