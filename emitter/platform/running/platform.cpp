#include "emitter/platform/running/platform.h"

#include "emitter/delivery/handover/queue_hand_over.h"
#include "emitter/platform/account/state/operation_error.h"
#include "emitter/platform/reading/catcher_url.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::int64_t kMicroseconds = 1'000'000;
/// Of a millisecond, in which automations wait.
constexpr std::int64_t kWaitUnit_us = 1000;

QueuedDelivery queued_of(const Delivery& made, std::uint64_t id, std::int64_t now_us) {
  QueuedDelivery queued;
  queued.id = id;
  queued.event_id = made.event_id;
  queued.receiver = made.receiver;
  queued.url = made.url->text();
  queued.payload = made.payload;
  queued.due_us = now_us;
  return queued;
}

}  // namespace

Platform::Platform(PlatformOptions options, std::unique_ptr<PlatformStore> store)
    : options_(std::move(options)),
      store_(std::move(store)),
      events_(options_.events),
      queue_(store_->queue(), clock_) {
  std::optional<KeptPlatform> kept = store_->load();
  // Before a new account is kept: where the queue can't be used, there is none then.
  std::unique_ptr<QueueHandOver> hand_over;
  if (options_.shared_queue) hand_over = shared_sender(kept ? kept->next : NextIds());
  begin(std::move(kept), std::exchange(options_.account, std::nullopt));
  if (hand_over) hand_over->begin();
  sender_ = hand_over ? std::move(hand_over) : dispatcher();
  alarm_.begin([this] { return go_on_with_automations(); });
}

std::unique_ptr<QueueHandOver> Platform::shared_sender(const NextIds& next) {
  return std::make_unique<QueueHandOver>(QueueHandOver::Outbox{queue_, *store_, next.delivery},
                                         *options_.shared_queue,
                                         [this](const Attempt& attempt) { on_attempt(attempt); });
}

std::unique_ptr<DeliverySender> Platform::dispatcher() {
  // All that is pending is with the dispatcher, each webhook's in a queue of its own: what waits
  // for one that hangs keeps nothing else from being sent.
  options_.dispatch.dispatch.shares_connections = false;
  options_.dispatch.dispatch.in_flight_max = options_.pending_max;
  return std::make_unique<QueueDispatcher>(queue_, options_.dispatch,
                                           [this](const Attempt& attempt) { on_attempt(attempt); });
}

/// A new account, kept.
KeptPlatform Platform::begun(std::optional<NewAccount> given) {
  KeptPlatform fresh;
  if (given) {
    fresh.account = std::move(given->state);
    date_undated(fresh.account, clock_.now_s());
    tie_untied(fresh.account, clock_.now_s());
    found_companies(fresh.account, clock_.now_s());
    for (Webhook& webhook : given->webhooks) {
      webhook.id = fresh.next.webhook++;
      webhook.created_s = clock_.now_s();
      fresh.webhooks.push_back({std::move(webhook), "", 0});
    }
  }
  // Whoever has an account is a user of it, as `users/me` says.
  fresh.account.users.put(key_owner(fresh.account));
  store_->begin(fresh);
  return fresh;
}

void Platform::begin(std::optional<KeptPlatform> kept, std::optional<NewAccount> given) {
  if (kept && given) {
    throw Failure(ExitCode::kUsage,
                  "the store has an account already; leave --account out to go on with that, or "
                  "name another file with --store");
  }
  if (!kept) kept = begun(std::move(given));
  state_ = std::move(kept->account);
  tally_ = AccountTally(state_);
  due_ = DueJourneys(state_.journeys);
  profile_ = std::make_shared<const AccountProfile>(state_.profile);
  for (KeptWebhook& webhook : kept->webhooks) place(std::move(webhook));
  webhooks_.go_on_from(kept->next.webhook);
  next_event_id_ = kept->next.event;
  next_delivery_id_ = kept->next.delivery;
  first_delivery_id_ = next_delivery_id_;
  news_.begin(next_event_id_ - 1, next_delivery_id_ - 1);
  clock_.set_advanced(kept->advanced_us);
}

Platform::~Platform() {
  alarm_.end();
}

Platform::Performed Platform::perform(const Cause& cause, const Work& work) {
  std::unique_lock lock(mutex_);
  Performed performed = perform_locked(cause, work);
  lock.unlock();
  send_soon(performed);
  return performed;
}

Platform::Performed Platform::perform(const Cause& cause, const Operation& operation) {
  return perform(cause, [&](AccountDraft& draft) {
    std::visit([&](const auto& one) { hookline::perform(one, draft); }, operation);
  });
}

Platform::Performed Platform::perform_locked(Cause cause, const Work& work, Doer doer) {
  if (cause.time_s == 0) cause.time_s = clock_.now_s();
  AccountDraft draft(state_, cause, profile_);
  work(draft);
  const std::size_t own_events = draft.events().size();
  follow_starts(draft);
  PlatformChange change = change_to_come();
  Performed performed = publish(draft, change.deliveries);
  check_room(change.deliveries.size());
  change.account = &draft;
  change.next.event += performed.events.size();
  change.next.delivery += change.deliveries.size();
  keep(change, performed);
  const auto next_due_ms = due_.next_ms();
  due_.follow(draft.journeys, state_.journeys);
  tally_.follow(draft, state_);
  if (options_.on_done) options_.on_done({draft, cause, own_events, doer == Doer::kItself});
  draft.commit(state_);
  next_event_id_ = change.next.event;
  next_delivery_id_ = change.next.delivery;
  if (due_.next_ms() != next_due_ms) alarm_.wake();
  note_done(performed, change.deliveries);
  return performed;
}

void Platform::check_room(std::size_t more) const {
  if (more == 0) return;
  const bool has_room = store_->queue().counts().pending + more <= options_.pending_max &&
                        store_->pending_bytes() <= options_.pending_bytes_max;
  if (has_room) return;
  throw Failure(ExitCode::kCannotRun,
                "as many deliveries are pending as may be; wait until their receivers have "
                "answered, or timed out");
}

/// One that changes nothing yet.
PlatformChange Platform::change_to_come() const {
  PlatformChange change;
  change.next = {next_event_id_, next_delivery_id_, webhooks_.next_id()};
  change.advanced_us = clock_.advanced_us();
  return change;
}

void Platform::advance(std::int64_t by_us) {
  {
    const std::lock_guard lock(mutex_);
    PlatformChange change = change_to_come();
    change.advanced_us += by_us;
    store_->keep(change);
    clock_.set_advanced(change.advanced_us);
  }
  go_on_with_automations();
  alarm_.wake();
  sender_->wake();
}

/// Does what is due of them, each at its own time, in turns with what others do; so much at most
/// that there is an end to those that start themselves. Gives in how many µs something is due
/// again.
std::optional<std::int64_t> Platform::go_on_with_automations() {
  constexpr std::size_t kAtOnce = 10'000;
  std::size_t done = 0;
  while (done < kAtOnce && go_on_with_one()) ++done;
  const std::lock_guard lock(mutex_);
  const auto next_ms = due_.next_ms();
  if (!next_ms) return std::nullopt;
  return std::max<std::int64_t>(0, *next_ms * kWaitUnit_us - now_us());
}

bool Platform::go_on_with_one() {
  std::unique_lock lock(mutex_);
  const auto journey = due_.due(state_.journeys, now_us() / kWaitUnit_us);
  if (!journey) return false;
  const Cause cause{Source::kSystem, {}, journey->due_ms * kWaitUnit_us / kMicroseconds};
  Performed performed;
  try {
    performed = perform_locked(
        cause, [&](AccountDraft& draft) { go_on(*journey, draft); }, Doer::kItself);
  } catch (const OperationError&) {
    // What it wants can't be done, now or later.
    perform_locked(
        cause, [&](AccountDraft& draft) { draft.journeys.remove(journey->id); }, Doer::kItself);
  }
  lock.unlock();
  send_soon(performed);
  return true;
}

/// Gives the draft's events their ids, and makes the deliveries that follow.
Platform::Performed Platform::publish(const AccountDraft& draft,
                                      std::vector<QueuedDelivery>& queued) {
  Performed performed{draft.events(), {}, {}};
  const std::int64_t now = now_us();
  made_.clear();
  std::uint64_t event_id = next_event_id_;
  for (Event& event : performed.events) {
    event.id = event_id++;
    const std::size_t before = made_.size();
    if (event.automation_id) add_action(event);
    publisher_.publish(event, webhooks_, Clock::now(), made_);
    performed.fired.push_back(made_.size() - before);
  }
  std::uint64_t id = next_delivery_id_;
  for (const Delivery& delivery : made_) {
    performed.deliveries.push_back(id);
    queued.push_back(queued_of(delivery, id++, now));
  }
  return performed;
}

/// Where an automation's webhook action posts.
void Platform::add_action(const Event& event) {
  try {
    publisher_.add_action(*event.automation_id, std::make_shared<const Url>(Url::parse(with_catcher(
                                                    event.action_url, options_.catching_url))));
  } catch (const UrlError& error) {
    throw OperationError("automation", error.what());
  }
}

void Platform::send_soon(const Performed& performed) {
  if (!performed.deliveries.empty()) sender_->wake();
  if (!options_.on_event) return;
  for (std::size_t i = 0; i < performed.events.size(); ++i)
    options_.on_event(performed.events[i], performed.fired[i]);
}

std::string Platform::problem() const {
  const std::string problem = store_->problem();
  return problem.empty() ? sender_->failure().value_or("") : problem;
}

}  // namespace hookline
