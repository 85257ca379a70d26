#include "emitter/platform/account/due_journeys.h"

namespace hookline {

DueJourneys::DueJourneys(const Table<Journey>& journeys) {
  for (const auto& [id, journey] : journeys) by_time_.emplace(journey->due_ms, id);
}

void DueJourneys::follow(const TableDraft<Journey>& draft, const Table<Journey>& journeys) {
  const auto forget = [&](std::uint64_t id) {
    if (const auto before = journeys.find(id)) by_time_.erase({before->due_ms, id});
  };
  for (const std::uint64_t id : draft.removed()) forget(id);
  for (const auto& journey : draft.changed()) {
    forget(journey->id);
    by_time_.emplace(journey->due_ms, journey->id);
  }
}

std::optional<std::int64_t> DueJourneys::next_ms() const {
  if (by_time_.empty()) return std::nullopt;
  return by_time_.begin()->first;
}

std::shared_ptr<const Journey> DueJourneys::due(const Table<Journey>& journeys,
                                                std::int64_t now_ms) const {
  if (by_time_.empty() || by_time_.begin()->first > now_ms) return nullptr;
  return journeys.find(by_time_.begin()->second);
}

}  // namespace hookline
