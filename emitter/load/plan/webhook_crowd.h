#pragma once

#include "emitter/platform/events/event.h"
#include "emitter/platform/webhooks/match_index.h"

#include <cstdint>
#include <span>
#include <vector>

namespace hookline {

/// Many webhooks, of which so many fire at each event of a run; all the others listen, but for
/// other lists, or for events caused by somebody else. Immutable; any number of threads may ask it.
class WebhookCrowd {
 public:
  /// `matching` is at most `webhooks`.
  WebhookCrowd(std::uint64_t webhooks, std::uint64_t matching, std::span<const EventType> types);

  /// Makes `firing` the webhooks that fire, as positions from 0. `lists` is used while it works; it
  /// is the caller's so that no two threads share it.
  void match(const Event& event, std::vector<std::uint64_t>& lists,
             std::vector<MatchIndex::Position>& firing) const;

  static constexpr std::uint64_t kWebhooksMax = 1'000'000;

 private:
  MatchIndex index_;
};

}  // namespace hookline
