#pragma once

#include "emitter/load/loops/event_sender.h"
#include "emitter/load/loops/sending_loop.h"

#include <cstdint>

namespace hookline {

/// Sends events at the plan's rate, when they are due, whatever becomes of those before.
class OpenLoop final : public SendingLoop {
 public:
  /// References outlive it.
  OpenLoop(const LoadPlan& plan, EventSender& sender) : plan_(plan), sender_(sender) {}

  void run(std::vector<Delivery> pending) override;
  void on_ended() override {}
  std::uint64_t events_unsent() const override { return events_unsent_; }

 private:
  std::uint64_t due_and_unsent(const Pacer& pacer) const;

  const LoadPlan& plan_;
  EventSender& sender_;
  std::uint64_t events_unsent_ = 0;
};

}  // namespace hookline
