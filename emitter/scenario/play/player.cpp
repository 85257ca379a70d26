#include "emitter/scenario/play/player.h"

#include "catcher/base/units/quantity.h"
#include "emitter/platform/account/account.h"
#include "emitter/platform/account/state/operation_error.h"
#include "emitter/platform/publish/publisher.h"
#include "emitter/platform/webhooks/webhook_registry.h"
#include "emitter/scenario/play/explanation.h"
#include "emitter/scenario/play/targets.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <mutex>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

std::int64_t unix_time_s() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

class Player {
 public:
  Player(const Scenario& scenario, const PlayOptions& options)
      : scenario_(scenario),
        options_(options),
        account_(scenario.account),
        due_(Clock::now()),
        time_ms_(unix_time_s() * 1000),
        dispatcher_(options.dispatch, [this](const Attempt& attempt) { ended(attempt); }) {
    std::vector<Publisher::SharedUrl> urls;
    for (const WebhookSetup& setup : scenario.webhooks) urls.push_back(add_webhook(setup));
    publisher_ = Publisher(std::move(urls));
    for (const auto& [id, automation] : scenario.account.automations) {
      if (!webhook_urls(*automation).empty()) add_automation(*automation);
    }
    played_.first_delivery_id = options.first_delivery_id;
  }

  Played play() {
    const std::stop_callback cancel(options_.stop, [this] { dispatcher_.cancel(); });
    for (const Step& step : scenario_.steps) {
      played_.first_of_step.push_back(played_.receiver_of.size());
      if (!try_step(step)) break;
    }
    dispatcher_.drain();
    if (options_.explain) {
      played_.explanation = explanation_.finish(played_);
      explain_waiting();
    }
    played_.interrupted = options_.stop.stop_requested();
    for (Receiver& receiver : played_.receivers) {
      if (receiver.id.kind == ReceiverId::Kind::kWebhook) {
        receiver.active = registry_.is_active(receiver.id.number);
      }
    }
    return std::move(played_);
  }

 private:
  Publisher::SharedUrl add_webhook(const WebhookSetup& setup) {
    Webhook webhook = make_webhook(setup, scenario_.file, options_.catching_url);
    auto url = std::make_shared<const Url>(webhook.url);
    Receiver receiver{
        {}, webhook.name, webhook.active, leads_to(*url, options_.catching_url), setup.pointer};
    receiver.id = registry_.add(std::move(webhook));
    played_.receivers.push_back(std::move(receiver));
    return url;
  }

  void add_automation(const Automation& automation) {
    const Url url =
        action_url(webhook_urls(automation).front(), automation, scenario_, options_.catching_url);
    played_.receivers.push_back({{automation.id, ReceiverId::Kind::kAction},
                                 automation.name,
                                 true,
                                 leads_to(url, options_.catching_url),
                                 "/account/automations"});
  }

  /// False where the account refuses it.
  bool try_step(const Step& step) {
    try {
      play_step(step);
      return true;
    } catch (const OperationError& error) {
      const std::string place = error.path().empty() ? "" : "/" + error.path();
      played_.refusal = fmt::format("{}{}: {}", step.pointer, place, error.what());
      return false;
    }
  }

  void play_step(const Step& step) {
    for (std::uint64_t i = 0; i < step.repeat && !options_.stop.stop_requested(); ++i) {
      pass_time(step.after_ms);
      for (const Event& event : account_.pass_time(time_ms_)) play_event(step, event, i == 0);
      if (options_.explain) explanation_.begin_turn(i + 1, played_.receiver_of.size());
      if (const RequestStep* sends = step.request()) {
        play_request(step, *sends, i == 0);
        continue;
      }
      const std::vector<Event> events = step.operation()->perform_on(account_, time_ms_ / 1000);
      if (options_.explain && i == 0 && events.empty()) {
        say(fmt::format("{}: {} caused no event", step.pointer, step.operation()->name()));
      }
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

  void play_request(const Step& step, const RequestStep& given, bool first) {
    if (options_.explain && first) {
      say(fmt::format("{}: {} as given, to \"{}\"", step.pointer, given.request->method(),
                      given.webhook));
    }
    Delivery delivery;
    delivery.receiver = receiver_called(given.webhook);
    delivery.url = publisher_.url_of(delivery.receiver);
    delivery.payload = given.body;
    delivery.due = due_;
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
    if (event.automation_id)
      set_action_url(event);
    else
      ++count_of(event);
    if (options_.explain && first) explain(step, event);
    made_.clear();
    publisher_.publish(event, registry_, due_, made_);
    for (Delivery& delivery : made_) submit(std::move(delivery));
    if (options_.pipelining == Pipelining::kStepwise) dispatcher_.drain();
  }

  /// An automation may have several webhook steps.
  void set_action_url(const Event& event) {
    const auto automation = scenario_.account.automations.find(*event.automation_id);
    const Url url = action_url(event.action_url, *automation, scenario_, options_.catching_url);
    publisher_.add_action(automation->id, std::make_shared<const Url>(url));
  }

  std::uint64_t& count_of(const Event& event) {
    return played_
        .coverage[static_cast<std::size_t>(event.type)][static_cast<std::size_t>(event.source)];
  }

  void submit(Delivery delivery) {
    delivery.id = played_.first_delivery_id + played_.receiver_of.size();
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

  /// Who hasn't come to the end of an automation when the scenario ends: what comes after the wait
  /// is never done.
  void explain_waiting() {
    constexpr std::size_t kToldMax = 20;
    std::size_t told = 0;
    for (const auto& [id, journey] : account_.state().journeys) {
      if (told++ == kToldMax) break;
      const auto automation = account_.state().automations.find(journey->automation);
      played_.explanation.push_back(fmt::format(
          "at the end: contact {} still waits in automation \"{}\", for {} more before its step "
          "{}; a later step's \"after\" lets time pass",
          journey->contact, automation->name,
          long_duration_text(journey->due_ms - time_ms_ / 1000 * 1000), journey->next_step));
    }
    if (told > kToldMax) played_.explanation.emplace_back("at the end: and others wait, too");
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
  Publisher publisher_;
  Clock::time_point due_;
  std::int64_t time_ms_;        ///< the account's clock: the waits pass on it at any speed
  std::vector<Delivery> made_;  ///< of the event being played

  std::mutex mutex_;
  Played played_;  ///< its attempts are guarded by mutex_ until all has ended

  Dispatcher dispatcher_;  ///< last: its thread uses what stands above
};

}  // namespace

std::size_t Played::step_of(std::size_t delivery) const {
  const auto next = std::upper_bound(first_of_step.begin(), first_of_step.end(), delivery);
  return static_cast<std::size_t>(next - first_of_step.begin()) - 1;
}

Played play(const Scenario& scenario, const PlayOptions& options) {
  return Player(scenario, options).play();
}

}  // namespace hookline
