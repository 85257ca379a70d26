#pragma once

#include "emitter/delivery/dispatch/delivery_sender.h"
#include "emitter/delivery/dispatch/queue_dispatcher.h"
#include "emitter/delivery/queue/delivery_queue.h"
#include "emitter/delivery/queue/shared/queue_place.h"
#include "emitter/platform/account/account_tally.h"
#include "emitter/platform/account/due_journeys.h"
#include "emitter/platform/account/operations/operation.h"
#include "emitter/platform/account/state/account_draft.h"
#include "emitter/platform/account/state/account_state.h"
#include "emitter/platform/account/state/cause.h"
#include "emitter/platform/events/event.h"
#include "emitter/platform/publish/publisher.h"
#include "emitter/platform/records/delivery_log.h"
#include "emitter/platform/records/event_log.h"
#include "emitter/platform/records/news_board.h"
#include "emitter/platform/running/advanced_queue.h"
#include "emitter/platform/running/alarm.h"
#include "emitter/platform/running/chores.h"
#include "emitter/platform/running/platform_clock.h"
#include "emitter/platform/store/platform_store.h"
#include "emitter/platform/webhooks/url_rules.h"
#include "emitter/platform/webhooks/webhook_registry.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hookline {

class QueueHandOver;

/// An account to begin with.
struct NewAccount {
  AccountState state;
  std::vector<Webhook> webhooks;  ///< their ids are given from 1
};

/// Something that is done in the account, about to be committed.
struct AccountDoing {
  const AccountDraft& draft;
  const Cause& cause;
  std::size_t own_events = 0;  ///< the first of the draft's; automations cause the others
  bool is_by_itself = false;   ///< an automation goes on
};

struct PlatformOptions {
  std::optional<NewAccount> account = {};           ///< none: the store's, or an empty one
  HttpsPorts https_ports = HttpsPorts::kPlatforms;  ///< of webhooks
  /// What "{catcher}" stands for where an automation posts.
  std::string catching_url = "http://127.0.0.1:8080";
  QueueDispatcherOptions dispatch = {};
  /// Deliveries are handed over to it instead, and its workers send them: of `dispatch` nothing
  /// counts then. Only with a time that isn't advanced.
  std::optional<QueuePlace> shared_queue = {};
  /// Beyond so many deliveries, or bytes of their payloads, that are pending, nothing is done that
  /// makes more.
  std::size_t pending_max = 250'000;
  std::uint64_t pending_bytes_max = std::uint64_t{256} << 20;
  /// Told of each event that has happened, and how many deliveries follow. Any thread; must not
  /// call the platform.
  std::function<void(const Event&, std::size_t deliveries)> on_event = {};
  /// Told of each thing that is done, with the platform's lock held. Must not throw.
  std::function<void(const AccountDoing&)> on_done = {};
  /// Told of each attempt, and what the log has of its delivery, if anything. Any thread; must not
  /// wait.
  std::function<void(const Attempt&, const std::optional<DeliveryRecord>&)> on_attempt = {};
  EventLogLimits events = {};  ///< of what happened, in memory
};

/// The imitated platform, running: an account in which things are done, the webhooks that listen,
/// and a sender of what follows. Any thread may call anything: there is one lock around
/// account, webhooks and publishing, which is never held while anything is sent.
///
/// What can't be done throws OperationError (its path says which part), and then nothing has
/// changed.
class Platform {
 public:
  /// Goes on with what the store has. Throws Failure: also where an account is given, and the store
  /// has one already.
  Platform(PlatformOptions options, std::unique_ptr<PlatformStore> store);
  /// What is being sent is stopped, and stays pending.
  ~Platform();
  Platform(const Platform&) = delete;
  Platform& operator=(const Platform&) = delete;

  /// The platform at one moment. The references last as long as the lock is held.
  struct View {
    const AccountState& account;
    const WebhookRegistry& webhooks;
    const AccountTally& tally;
    std::uint64_t version = 0;  ///< News::account: another one for each change of the account
  };
  /// Calls visit(View) with the lock held, and gives what that gives, which must be a value: no
  /// reference into the view. Entities (Table::find) are snapshots that may be kept.
  template <class Visit>
  auto read(Visit visit) const {
    const std::lock_guard lock(mutex_);
    return visit(view());
  }

  /// What came of something that was done.
  struct Performed {
    std::vector<Event> events;              ///< with their ids
    std::vector<std::uint64_t> deliveries;  ///< ids of those that follow, event by event
    std::vector<std::size_t> fired;         ///< how many follow from each event
  };
  /// What is done: operations, performed on the draft with perform(OPERATION, draft), and whatever
  /// else is to be read or put there. It may throw, and then nothing has changed; ids of what it
  /// made are those that the draft gave it. Called with the lock held.
  using Work = std::function<void(AccountDraft&)>;
  /// Does it, by that cause: one whose time is 0 happens now. Once it returns, everything is kept,
  /// and the deliveries will be sent.
  Performed perform(const Cause& cause, const Work& work);
  Performed perform(const Cause& cause, const Operation& operation);
  /// The same, and calls then(View, Performed) before anything else can happen: for an answer that
  /// shows what was done. Gives what that gives.
  template <class Then>
  auto perform(const Cause& cause, const Work& work, Then then) {
    std::unique_lock lock(mutex_);
    const Performed performed = perform_locked(cause, work);
    auto result = then(view(), performed);
    lock.unlock();
    send_soon(performed);
    return result;
  }

  /// A webhook's URL by the platform's rules, and those of its options. Throws UrlError.
  Url webhook_url(const std::string& text) const;
  /// The id and time of making that the webhook has are replaced. Paths of what is refused:
  /// "events", "sources", "list".
  std::shared_ptr<const Webhook> add_webhook(Webhook webhook);
  /// `change` is given a copy of the webhook to change; what it throws goes through. A webhook that
  /// was switched off stays so. Besides the above the path "id", where there is none of that id.
  std::shared_ptr<const Webhook> change_webhook(std::uint64_t id,
                                                const std::function<void(Webhook&)>& change);
  void remove_webhook(std::uint64_t id);
  /// Switches one on that was switched off; nothing where it is on.
  std::shared_ptr<const Webhook> activate_webhook(std::uint64_t id);

  /// Sends the body of a delivery that is in the log once more, to what its webhook's URL is now;
  /// an automation's goes where it went. Gives the new one's id. Paths of what is refused: "id"
  /// where it isn't in the log (any more), "webhook" where that was removed or is switched off.
  std::uint64_t repeat_delivery(std::uint64_t id);

  /// What was sent lately.
  const DeliveryLog& deliveries() const { return store_->log(); }
  /// What happened lately, since the start.
  const EventLog& events() const { return events_; }
  /// What has changed, for those who watch.
  NewsBoard& news() { return news_; }
  /// The first delivery that was accepted since the start.
  std::uint64_t first_delivery_id() const { return first_delivery_id_; }
  /// Since the start; what was pending then is counted as accepted.
  DeliveryCounts delivery_counts() const { return store_->queue().counts(); }
  /// How requests of deliveries are marked that are accepted from now on.
  DeliverySender::Marking marking() const { return sender_->marking(); }
  /// What others were given to send; none where the platform sends by itself.
  std::optional<DeliverySender::HandedOver> handed_over() const { return sender_->handed_over(); }
  /// Why nothing can be kept or sent now, a sentence; empty where all is well.
  std::string problem() const;
  /// As it was made, without the account.
  const PlatformOptions& options() const { return options_; }
  /// Now, by the platform's clock.
  std::int64_t now_us() const { return clock_.now_us(); }
  /// Lets so much time pass at once: what waited for it is done or sent.
  void advance(std::int64_t by_us);

 private:
  View view() const { return {state_, webhooks_, tally_, news_.now().account}; }
  void begin(std::optional<KeptPlatform> kept, std::optional<NewAccount> given);
  std::unique_ptr<QueueHandOver> shared_sender(const NextIds& next);
  std::unique_ptr<DeliverySender> dispatcher();
  KeptPlatform begun(std::optional<NewAccount> given);
  enum class Doer : std::uint8_t { kSomebody, kItself };
  Performed perform_locked(Cause cause, const Work& work, Doer doer = Doer::kSomebody);
  Performed publish(const AccountDraft& draft, std::vector<QueuedDelivery>& queued);
  void add_action(const Event& event);
  std::optional<std::int64_t> go_on_with_automations();
  bool go_on_with_one();
  void check_room(std::size_t more) const;
  void keep(const PlatformChange& change, const Performed& performed);
  void keep(const PlatformChange& change, const std::vector<DeliveryRecord>& records);
  void note_done(const Performed& performed, const std::vector<QueuedDelivery>& deliveries);
  void send_soon(const Performed& performed);
  void check(const Webhook& webhook) const;
  std::shared_ptr<const Webhook> put(KeptWebhook kept);
  void place(KeptWebhook kept);
  PlatformChange change_to_come() const;
  std::string url_to_repeat_to(std::uint64_t webhook) const;
  void on_attempt(const Attempt& attempt);
  void switch_off(std::uint64_t webhook, const std::string& why);

  PlatformOptions options_;
  const std::unique_ptr<PlatformStore> store_;
  PlatformClock clock_;
  EventLog events_;
  NewsBoard news_;
  AdvancedQueue queue_;
  mutable std::mutex mutex_;
  AccountState state_;  ///< guarded by mutex_, as what follows
  AccountTally tally_;
  DueJourneys due_;
  WebhookRegistry webhooks_;
  Publisher publisher_;
  std::uint64_t next_event_id_ = 1;
  std::uint64_t next_delivery_id_ = 1;
  std::uint64_t first_delivery_id_ = 1;  ///< set once
  std::vector<Delivery> made_;           ///< a place to work in
  std::shared_ptr<const AccountProfile> profile_;

  // Last: their threads use what stands above.
  Chores chores_;
  Alarm alarm_;
  std::unique_ptr<DeliverySender> sender_;
};

}  // namespace hookline
