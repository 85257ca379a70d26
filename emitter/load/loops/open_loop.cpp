#include "emitter/load/loops/open_loop.h"

#include <chrono>
#include <utility>

namespace hookline {
namespace {

using namespace std::chrono_literals;

/// Events are made so long before they are due: enough for a thread that has to wait for a
/// processor, little enough that few are made in vain when a run is stopped.
constexpr auto kAheadMin = 20ms;
constexpr auto kAheadMax = 40ms;

}  // namespace

void OpenLoop::run(std::vector<Delivery> pending) {
  const Pacer pacer = plan_.pacer(sender_.start());
  sender_.send(pending);
  std::vector<Delivery> made;
  auto due = pacer.due(sender_.next_event());
  while (!sender_.is_stopped() && !sender_.is_over(sender_.next_event(), due)) {
    if (due - Clock::now() > kAheadMax && !sender_.wait_until(due - kAheadMin)) break;
    sender_.wait_for_writer();
    sender_.make_event(due, made);
    sender_.submit(made);
    due = pacer.due(sender_.next_event());
  }
  events_unsent_ = due_and_unsent(pacer);
}

/// What the limit of pending deliveries, or a stop, kept from being sent. Looked for in doublings
/// and halvings, as it may be millions.
std::uint64_t OpenLoop::due_and_unsent(const Pacer& pacer) const {
  const auto now = Clock::now();
  const auto is_due = [&](std::uint64_t later) {
    const std::uint64_t event = sender_.next_event(later);
    const auto due = pacer.due(event);
    return due <= now && !sender_.is_over(event, due);
  };
  if (!is_due(0)) return 0;
  std::uint64_t due = 0;
  std::uint64_t not_due = 1;
  while (is_due(not_due)) due = std::exchange(not_due, not_due * 2);
  while (not_due - due > 1) {
    const std::uint64_t middle = due + (not_due - due) / 2;
    (is_due(middle) ? due : not_due) = middle;
  }
  return not_due;
}

}  // namespace hookline
