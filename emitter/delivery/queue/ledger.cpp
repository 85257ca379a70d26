#include "emitter/delivery/queue/ledger.h"

#include <bit>
#include <utility>

namespace hookline {
namespace {

/// The lower bit of each state: delivered; the upper one: failed.
constexpr std::uint64_t kLowerBits = 0x5555555555555555;

}  // namespace

Ledger::Ledger(std::vector<std::uint64_t> words, std::uint64_t accepted)
    : words_(std::move(words)), accepted_(accepted) {
  words_.resize((accepted + kPerWord - 1) / kPerWord);
  for (const std::uint64_t word : words_) {
    delivered_ += static_cast<std::uint64_t>(std::popcount(word & kLowerBits));
    failed_ += static_cast<std::uint64_t>(std::popcount(word >> 1 & kLowerBits));
  }
}

std::uint64_t Ledger::accept() {
  if (accepted_ % kPerWord == 0) words_.push_back(0);
  return accepted_++;
}

DeliveryState Ledger::state_of(std::uint64_t number) const {
  return static_cast<DeliveryState>(words_[number / kPerWord] >> (number % kPerWord * 2) & 3);
}

void Ledger::end(std::uint64_t number, DeliveryState state) {
  if (number >= accepted_ || state_of(number) != DeliveryState::kPending) {
    ++out_of_place_;
    return;
  }
  if (state == DeliveryState::kPending) return;
  words_[number / kPerWord] |= static_cast<std::uint64_t>(state) << (number % kPerWord * 2);
  ++(state == DeliveryState::kDelivered ? delivered_ : failed_);
}

}  // namespace hookline
