#pragma once

#include "emitter/load/loops/event_sender.h"
#include "emitter/load/loops/sending_loop.h"

#include <cstddef>
#include <latch>

namespace hookline {

/// Keeps so many deliveries in flight as there are connections: each that ends makes room for the
/// next.
class ClosedLoop final : public SendingLoop {
 public:
  /// The sender outlives it.
  ClosedLoop(EventSender& sender, std::size_t connections)
      : sender_(sender), connections_(connections) {}

  /// Returns once nothing is in flight.
  void run(std::vector<Delivery> pending) override;
  void on_ended() override;

 private:
  EventSender& sender_;
  const std::size_t connections_;
  std::size_t in_flight_ = 0;
  std::vector<Delivery> made_;
  std::latch is_empty_{1};
};

}  // namespace hookline
