#include "emitter/load/loops/closed_loop.h"

namespace hookline {

void ClosedLoop::run(std::vector<Delivery> pending) {
  const auto begun = sender_.begun();
  if (!sender_.wait_until(begun)) return;
  std::vector<Delivery> first;
  while (pending.size() + first.size() < connections_ &&
         !sender_.is_over(sender_.next_event(), begun)) {
    sender_.make_event(begun, first);
  }
  in_flight_ = pending.size() + first.size();
  if (in_flight_ == 0) return;
  const auto now = Clock::now();
  for (Delivery& delivery : first) delivery.due = now;
  // With the first submission the sender and the members become the dispatcher's thread's, which
  // calls on_ended(); only these two lists are still this thread's. The new ones go first: the end
  // of a pending one makes an event, and the journal takes deliveries in the order of their ids.
  sender_.submit(first);
  sender_.send(pending);
  is_empty_.wait();
}

void ClosedLoop::on_ended() {
  --in_flight_;
  while (in_flight_ < connections_ && !sender_.is_stopped()) {
    const auto now = Clock::now();
    if (sender_.is_over(sender_.next_event(), now)) break;
    sender_.make_event(now, made_);
    in_flight_ += made_.size();
    sender_.submit(made_);
  }
  if (in_flight_ == 0) is_empty_.count_down();
}

}  // namespace hookline
