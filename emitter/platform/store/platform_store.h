#pragma once

#include "emitter/delivery/handover/producer_numbers.h"
#include "emitter/delivery/queue/delivery_queue.h"
#include "emitter/platform/account/state/account_draft.h"
#include "emitter/platform/account/state/account_state.h"
#include "emitter/platform/records/delivery_log.h"
#include "emitter/platform/store/rows/kept_webhook.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hookline {

/// The ids that are given next.
struct NextIds {
  std::uint64_t event = 1;
  std::uint64_t delivery = 1;
  std::uint64_t webhook = 1;
};

/// What a platform begins with.
struct KeptPlatform {
  AccountState account;
  std::vector<KeptWebhook> webhooks;  ///< by ascending id
  NextIds next;
  std::int64_t advanced_us = 0;  ///< PlatformClock
};

/// One change of a platform.
struct PlatformChange {
  const AccountDraft* account = nullptr;    ///< not committed yet; null: nothing has changed in it
  std::optional<KeptWebhook> webhook = {};  ///< new, or changed
  std::optional<std::uint64_t> removed_webhook = {};
  std::vector<QueuedDelivery> deliveries = {};  ///< that follow
  std::uint64_t repeat_of = 0;                  ///< DeliveryRecord, of all of these
  // After it:
  NextIds next;
  std::int64_t advanced_us = 0;
};

/// Keeps a platform, and the queue and the log of its deliveries with it.
class PlatformStore : public ProducerNumbers {
 public:
  /// What was kept before; nothing where the store is new. Once.
  virtual std::optional<KeptPlatform> load() = 0;
  /// Keeps all of a new platform. Once, where load() gave nothing. Throws as keep().
  virtual void begin(const KeptPlatform& platform) = 0;
  /// Keeps the change, whole or, where it throws Failure(kCannotRun), not at all. One thread at a
  /// time.
  virtual void keep(const PlatformChange& change) = 0;
  /// For a dispatcher. What was pending when the store was last closed is pending again.
  virtual DeliveryQueue& queue() = 0;
  /// Of the payloads of all that is pending, each counted once.
  virtual std::uint64_t pending_bytes() = 0;
  virtual DeliveryLog& log() = 0;
  /// Why the last write failed, a sentence; empty where it went well. Any thread.
  virtual std::string problem() const = 0;
};

/// Lasts as long as it exists.
std::unique_ptr<PlatformStore> make_memory_platform_store(const DeliveryLogLimits& limits);
/// In a SQLite file, which is made where there is none. Throws Failure(kCannotRun) where it can't
/// be used.
std::unique_ptr<PlatformStore> open_sqlite_platform_store(const std::string& file,
                                                          const DeliveryLogLimits& limits);

}  // namespace hookline
