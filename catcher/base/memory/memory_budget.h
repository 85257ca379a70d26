#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace hookline {

/// How many bytes of requests may be held at once, by all connections and calls together. Whoever
/// is about to hold some takes a share first. Any thread may call anything.
class MemoryBudget {
 public:
  static constexpr std::uint64_t kUsualBytes = std::uint64_t{512} << 20;
  /// A share up to this size is a small one: a quarter is kept for those, so that large requests
  /// never keep the ordinary ones out.
  static constexpr std::uint64_t kSmallBytes = 64 << 10;

  explicit MemoryBudget(std::uint64_t bytes_max = kUsualBytes) : bytes_max_(bytes_max) {}
  MemoryBudget(const MemoryBudget&) = delete;
  MemoryBudget& operator=(const MemoryBudget&) = delete;

  /// Bytes that are held, given back at its end. The budget outlives it.
  class Share {
   public:
    Share() = default;
    Share(Share&& other) noexcept
        : budget_(std::exchange(other.budget_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
    Share& operator=(Share&& other) noexcept {
      std::swap(budget_, other.budget_);
      std::swap(bytes_, other.bytes_);
      return *this;
    }
    ~Share() { give_back(); }
    std::uint64_t bytes() const { return bytes_; }
    /// To so many bytes, where it has more.
    void shrink_to(std::uint64_t bytes);
    void give_back();

   private:
    friend class MemoryBudget;
    Share(MemoryBudget* budget, std::uint64_t bytes) : budget_(budget), bytes_(bytes) {}
    MemoryBudget* budget_ = nullptr;
    std::uint64_t bytes_ = 0;
  };

  /// Makes the share one of so many bytes: at once where it shrinks, and where it grows if there is
  /// room. More than there can ever be counts as all of it. False: there is no room now.
  bool resize(Share& share, std::uint64_t bytes);
  /// A share of so many bytes, once there is room. None: there was none within `patience`, or a
  /// stop was asked for.
  std::optional<Share> wait_for(std::uint64_t bytes, std::chrono::milliseconds patience,
                                const std::stop_token& stop);

  /// Nobody waits any more, now and later: who has no room gets none.
  void end_waits();

  std::uint64_t bytes_max() const { return bytes_max_; }
  std::uint64_t held() const;
  /// Counts one that was turned away, and says so on standard error: once for all that follow each
  /// other within a while.
  void tell_turned_away();
  std::uint64_t turned_away() const;

 private:
  bool has_room(std::uint64_t held_by_it, std::uint64_t bytes) const;
  std::uint64_t at_most(std::uint64_t bytes) const;
  void give(std::uint64_t bytes);

  const std::uint64_t bytes_max_;
  mutable std::mutex mutex_;
  std::condition_variable_any given_back_;
  std::uint64_t held_ = 0;  ///< guarded by mutex_, as what follows
  std::uint64_t turned_away_ = 0;
  bool waits_ended_ = false;
  std::chrono::steady_clock::time_point told_at_;
};

}  // namespace hookline
