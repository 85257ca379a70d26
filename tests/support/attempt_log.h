#pragma once

#include "emitter/delivery/dispatch/dispatcher.h"

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// Collects what a dispatcher reports. Outlives it.
class AttemptLog {
 public:
  Dispatcher::OnAttempt recorder() {
    return [this](const Attempt& attempt) {
      const std::lock_guard lock(mutex_);
      attempts_.push_back(attempt);
    };
  }

  /// In the order in which they ended.
  std::vector<Attempt> all() const {
    const std::lock_guard lock(mutex_);
    return attempts_;
  }

  std::map<std::string, std::size_t> outcomes() const {
    std::map<std::string, std::size_t> counts;
    for (const Attempt& attempt : all()) ++counts[std::string(name_of(attempt.outcome))];
    return counts;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<Attempt> attempts_;  ///< guarded by mutex_
};

/// A delivery of this body, due now.
inline Delivery delivery_to(std::string_view url, std::uint64_t id = 1, std::string body = "a=b") {
  Delivery delivery;
  delivery.id = id;
  delivery.event_id = id;
  delivery.receiver = 1;
  delivery.url = std::make_shared<const Url>(Url::parse(url));
  delivery.payload = std::make_shared<const std::string>(std::move(body));
  delivery.due = Clock::now();
  return delivery;
}

/// Deliveries 1 to `count`, all at once.
inline void submit_all(Dispatcher& dispatcher, std::string_view url, std::uint64_t count) {
  for (std::uint64_t id = 1; id <= count; ++id) dispatcher.submit(delivery_to(url, id));
}

/// Deliveries 1 to `count`, each once the one before it has ended.
inline void submit_in_turn(Dispatcher& dispatcher, std::string_view url, std::uint64_t count) {
  for (std::uint64_t id = 1; id <= count; ++id) {
    dispatcher.submit(delivery_to(url, id));
    dispatcher.drain();
  }
}

/// What becomes of one delivery, sent with these options.
inline Attempt attempt_at(std::string_view url, DispatcherOptions options = {},
                          std::string body = "a=b") {
  AttemptLog log;
  Dispatcher dispatcher(std::move(options), log.recorder());
  dispatcher.submit(delivery_to(url, 1, std::move(body)));
  dispatcher.drain();
  return log.all().at(0);
}

}  // namespace hookline
