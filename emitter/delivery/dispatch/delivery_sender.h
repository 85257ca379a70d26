#pragma once

#include "emitter/delivery/receiver_id.h"

#include <cstdint>
#include <optional>
#include <string>

namespace hookline {

/// Brings what a queue has to its receivers: by itself, or by others.
class DeliverySender {
 public:
  virtual ~DeliverySender() = default;

  /// Something was accepted: it is looked for at once. Any thread.
  virtual void wake() = 0;
  /// A receiver that was switched off gets what is accepted from now on. Any thread.
  virtual void switch_on(ReceiverId receiver) = 0;
  /// Why nothing more is sent, a sentence. Any thread.
  virtual std::optional<std::string> failure() const = 0;

  /// How requests are marked, see DeliveryMark: the id in the mark is the delivery's and `ids_from`
  /// together.
  struct Marking {
    std::string run;
    std::uint64_t ids_from = 0;
  };
  virtual Marking marking() const = 0;

  /// What was given to others to send, since the start.
  struct HandedOver {
    std::uint64_t deliveries = 0;
    std::uint64_t again = 0;    ///< of them, because the others had lost it
    std::uint64_t pending = 0;  ///< of them, now
  };
  /// None of a sender that sends by itself. Any thread.
  virtual std::optional<HandedOver> handed_over() const { return std::nullopt; }
};

}  // namespace hookline
