#include "emitter/load/ledger.h"

namespace hookline {

std::uint64_t Ledger::accept() {
  if (accepted_ % kPerWord == 0) words_.push_back(0);
  return accepted_++;
}

Ledger::State Ledger::state_of(std::uint64_t number) const {
  return static_cast<State>(words_[number / kPerWord] >> (number % kPerWord * 2) & 3);
}

void Ledger::end(std::uint64_t number, State state) {
  if (number >= accepted_ || state_of(number) != State::kPending) {
    ++out_of_place_;
    return;
  }
  if (state == State::kPending) return;
  words_[number / kPerWord] |= static_cast<std::uint64_t>(state) << (number % kPerWord * 2);
  ++(state == State::kDelivered ? delivered_ : failed_);
}

}  // namespace hookline
