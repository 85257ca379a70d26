#pragma once

#include "emitter/platform/account/state/table_draft.h"
#include "emitter/platform/automations/journey.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <utility>

namespace hookline {

/// The journeys of an account by when they go on. One thread at a time.
class DueJourneys {
 public:
  DueJourneys() = default;
  explicit DueJourneys(const Table<Journey>& journeys);

  /// The draft is about to be committed to the table.
  void follow(const TableDraft<Journey>& draft, const Table<Journey>& journeys);

  /// When the first goes on, in ms since 1970 UTC; none where there is none.
  std::optional<std::int64_t> next_ms() const;
  /// The first of those that go on by that time; null where none does.
  std::shared_ptr<const Journey> due(const Table<Journey>& journeys, std::int64_t now_ms) const;

 private:
  std::set<std::pair<std::int64_t, std::uint64_t>> by_time_;  ///< due_ms and id
};

}  // namespace hookline
