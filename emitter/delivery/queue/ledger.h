#pragma once

#include "emitter/delivery/delivery_state.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hookline {

/// How every delivery that was accepted stands, by its number: two bits each. Deliveries are
/// numbered from 0 in the order of acceptance. One thread at a time.
class Ledger {
 public:
  Ledger() = default;
  /// As another one's words() and accepted() were.
  Ledger(std::vector<std::uint64_t> words, std::uint64_t accepted);

  /// As pending; returns its number.
  std::uint64_t accept();
  /// Once for each; what ended already, or was never accepted, is counted as out of place and
  /// changes nothing.
  void end(std::uint64_t number, DeliveryState state);

  std::uint64_t accepted() const { return accepted_; }
  std::uint64_t delivered() const { return delivered_; }
  std::uint64_t failed() const { return failed_; }
  std::uint64_t pending() const { return accepted_ - delivered_ - failed_; }
  /// Ends that belong to no pending delivery; anything but 0 is a defect of the emitter's.
  std::uint64_t out_of_place() const { return out_of_place_; }
  /// Of one that was accepted.
  DeliveryState state_of(std::uint64_t number) const;

  /// All states, the first one's in the lowest bits.
  std::span<const std::uint64_t> words() const { return words_; }
  static constexpr std::uint64_t kPerWord = 32;

 private:
  std::vector<std::uint64_t> words_;
  std::uint64_t accepted_ = 0;
  std::uint64_t delivered_ = 0;
  std::uint64_t failed_ = 0;
  std::uint64_t out_of_place_ = 0;
};

}  // namespace hookline
