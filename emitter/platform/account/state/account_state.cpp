#include "emitter/platform/account/state/account_state.h"

#include <utility>

namespace hookline {
namespace {

template <class Entity>
void date_undated(Table<Entity>& table, std::int64_t time_s) {
  if constexpr (requires(Entity entity) { entity.created_s, entity.updated_s; }) {
    for (const std::uint64_t id : table.ids()) {
      Entity entity = *table.find(id);
      if (entity.created_s && entity.updated_s) continue;
      if (!entity.created_s) entity.created_s = time_s;
      if (!entity.updated_s) entity.updated_s = time_s;
      table.put(std::move(entity));
    }
  }
}

}  // namespace

void date_undated(AccountState& state, std::int64_t time_s) {
  for_each_table(state, state, [time_s](auto& table, auto&) { date_undated(table, time_s); });
}

}  // namespace hookline
