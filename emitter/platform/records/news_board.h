#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace hookline {

/// What a platform is like now, in numbers that change with it, and what has changed lately.
struct News {
  std::uint64_t event = 0;     ///< the highest id of one; 0 without any
  std::uint64_t delivery = 0;  ///< the same
  std::uint64_t account = 0;   ///< changes with whatever changes in the account
  std::uint64_t webhooks = 0;  ///< changes with the webhooks
  /// Accepted or changed since the place that was asked for: by ascending id, at most
  /// NewsBoard::kNamedMax.
  std::vector<std::uint64_t> deliveries = {};
  bool has_missed = false;  ///< more have changed than are named
  std::uint64_t place = 0;  ///< for the next wait
};

/// Where changes are noted for those who watch a platform. Noting costs the same however many
/// watch; a slow watcher is told at once of all that has changed meanwhile. Any thread.
class NewsBoard {
 public:
  static constexpr std::size_t kNamedMax = 1000;

  /// With what was there before.
  void begin(std::uint64_t event, std::uint64_t delivery);
  /// Something was done: the highest ids from now on, `deliveries` of them being new.
  void note_done(std::uint64_t event, std::uint64_t delivery, std::size_t deliveries);
  void note_delivery(std::uint64_t id);
  void note_webhooks();

  /// With no delivery named: a place to begin at.
  News now() const;
  /// Waits until something has changed after that place. None: nothing has, until the time was over
  /// or a stop was asked for.
  std::optional<News> wait_past(std::uint64_t place, std::chrono::steady_clock::time_point deadline,
                                const std::stop_token& stop);

 private:
  /// Deliveries of ids that follow each other; none: a change of something else.
  struct Change {
    std::uint64_t first = 0;
    std::size_t count = 0;
  };
  void add(Change change);
  std::uint64_t end() const { return begin_ + changes_.size(); }
  News since(std::uint64_t place) const;

  mutable std::mutex mutex_;  // guards all of it
  std::condition_variable_any changed_;
  News now_;
  std::deque<Change> changes_;  ///< the last of them
  std::uint64_t begin_ = 0;     ///< the place of the first of these
};

}  // namespace hookline
