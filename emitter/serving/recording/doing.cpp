#include "emitter/serving/recording/doing.h"

#include <span>

namespace hookline {

Doing kept(const AccountDoing& doing) {
  Doing kept;
  kept.cause = doing.cause;
  kept.is_by_itself = doing.is_by_itself;
  const auto own = std::span(doing.draft.events()).first(doing.own_events);
  kept.events.assign(own.begin(), own.end());
  kept.entered = doing.draft.entered();
  for_each_table(kept.changes, doing.draft, [](auto& change, const auto& table) {
    change.changed = table.changed();
    change.removed = table.removed();
  });
  return kept;
}

}  // namespace hookline
