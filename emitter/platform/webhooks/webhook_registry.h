#pragma once

#include "emitter/platform/events/event.h"
#include "emitter/platform/webhooks/match_index.h"
#include "emitter/platform/webhooks/match_reason.h"
#include "emitter/platform/webhooks/webhook.h"
#include "emitter/platform/webhooks/webhook_snapshot.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hookline {

/// Owns an account's webhooks. One thread adds and matches; any thread may ask for and change the
/// state of a webhook, as the dispatcher's threads do on an answer of 410.
class WebhookRegistry {
 public:
  WebhookRegistry() = default;
  WebhookRegistry(const WebhookRegistry&) = delete;
  WebhookRegistry& operator=(const WebhookRegistry&) = delete;

  /// Gives it the next id, from 1, whatever its own says, and returns that. Throws
  /// std::invalid_argument, with a sentence, for one without a single event or source. Names may
  /// repeat, as on the platform. Not while another thread uses the registry.
  std::uint64_t add(Webhook webhook);
  /// Puts it in the place of the one of its id, or where there is none (any more): ids below that
  /// were never given stay free for put(), and add() goes on behind it. `active` of the webhook is
  /// its state from now on; `why` and `since_s` are those of deactivate(). Throws, and is called,
  /// as add().
  void put(Webhook webhook, std::string why = {}, std::int64_t since_s = 0);
  /// Its id isn't given again. False where there is none. Not while another thread uses the
  /// registry.
  bool remove(std::uint64_t id);
  /// The id that add() gives next.
  std::uint64_t next_id() const { return webhooks_.size() + 1; }
  /// No id below it is given from now on; for a registry that was written down and read again.
  void go_on_from(std::uint64_t next_id);

  /// Of those that are there.
  std::size_t size() const { return size_; }
  /// Null when there is none. `active` is as it was added; is_active() has the present state.
  std::shared_ptr<const Webhook> find(std::uint64_t id) const;
  /// The first of that name.
  std::shared_ptr<const Webhook> find(std::string_view name) const;
  /// That of id n at n - 1; null where it was removed.
  const std::vector<std::shared_ptr<const Webhook>>& all() const { return webhooks_; }
  /// The same, with the states that they have now.
  std::vector<std::shared_ptr<const Webhook>> present() const;

  /// False also when there is none of that id. Any thread.
  bool is_active(std::uint64_t id) const;
  /// As deactivate() was told; empty for an active one, and where nothing was said.
  std::string why_inactive(std::uint64_t id) const;
  /// As deactivate() was told; 0 likewise.
  std::int64_t inactive_since_s(std::uint64_t id) const;
  /// `why` continues "is inactive", as in "since it answered 410"; `since_s` is when, in seconds
  /// since 1970 UTC. Any thread; true when it was active before.
  bool deactivate(std::uint64_t id, std::string why, std::int64_t since_s = 0);
  /// Any thread.
  void activate(std::uint64_t id);

  /// Makes `firing` the active webhooks that the event fires, as their ids less one, in order.
  /// `lists` is a place to work in.
  void match(const Event& event, std::vector<std::uint64_t>& lists,
             std::vector<MatchIndex::Position>& firing);
  /// All of them as they are now. The same one until something changes. Called as match(), while no
  /// other thread changes states.
  std::shared_ptr<const WebhookSnapshot> snapshot();
  /// Why the event fires this webhook in its present state, or doesn't.
  MatchReason explain(const Webhook& webhook, const Event& event) const;

 private:
  struct Inactive {
    std::string why;
    std::int64_t since_s = 0;
  };
  void rebuild_index();
  void grow(std::size_t places);
  void forget_name(const Webhook& webhook);
  bool has(std::uint64_t id) const { return find(id) != nullptr; }

  std::vector<std::shared_ptr<const Webhook>> webhooks_;  ///< at id - 1
  std::size_t size_ = 0;
  std::unordered_map<std::string_view, std::uint64_t> id_by_name_;
  std::unique_ptr<std::atomic<bool>[]> active_;  ///< at id - 1
  std::size_t active_capacity_ = 0;
  MatchIndex index_;
  /// The index lacks a webhook that is active.
  std::atomic<bool> index_lacks_some_ = false;
  /// Webhooks in the index that are inactive; match() leaves them out one by one.
  std::atomic<std::size_t> inactive_in_index_ = 0;

  mutable std::mutex mutex_;
  std::map<std::uint64_t, Inactive> inactive_;  ///< where something is known; guarded by mutex_
  /// Null: something has changed since; guarded by mutex_.
  std::shared_ptr<const WebhookSnapshot> snapshot_;
};

}  // namespace hookline
