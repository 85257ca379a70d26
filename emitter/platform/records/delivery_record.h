#pragma once

#include "emitter/delivery/delivery_state.h"
#include "emitter/delivery/receiver_id.h"
#include "emitter/platform/events/event_type.h"
#include "emitter/platform/records/delivery_about.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hookline {

/// What came of one try. Times are the calendar's, in microseconds since 1970 UTC.
struct AttemptRecord {
  std::int64_t at_us = 0;
  std::int64_t duration_us = 0;
  std::string outcome;  ///< name_of(Outcome)
  int status = 0;       ///< 0 without a whole answer
  std::string problem;  ///< a sentence where there was no answer
  std::string answer;   ///< what its body begins with
};

/// One delivery as the log tells of it: what was sent where, and what came of it.
struct DeliveryRecord {
  std::uint64_t id = 0;
  std::uint64_t event_id = 0;
  ReceiverId receiver;
  std::optional<EventType> type;  ///< none: an automation's action
  std::string url;
  std::shared_ptr<const std::string> body;
  std::int64_t accepted_us = 0;
  DeliveryState state = DeliveryState::kPending;
  std::vector<AttemptRecord> attempts;
  DeliveryAbout about = {};
  std::uint64_t repeat_of = 0;  ///< the delivery whose body was sent again; 0: none
};

enum class DeliveryOrder : std::uint8_t { kOldestFirst, kNewestFirst };

/// Which records are meant.
struct DeliverySelection {
  std::optional<std::uint64_t> webhook = {};
  std::optional<DeliveryState> state = {};
  std::optional<EventType> type = {};
  std::optional<std::uint64_t> event = {};
  std::optional<std::uint64_t> contact = {};
  std::optional<std::vector<std::uint64_t>> ids = {};                ///< only these
  std::uint64_t after = 0;                                           ///< only ids over it
  std::uint64_t before = std::numeric_limits<std::uint64_t>::max();  ///< only ids under it
  DeliveryOrder order = DeliveryOrder::kOldestFirst;
  std::size_t limit = std::numeric_limits<std::size_t>::max();
};

}  // namespace hookline
