#include "emitter/platform/store/account_rows.h"

#include "catcher/base/packing/packed_reader.h"
#include "catcher/base/packing/packed_writer.h"
#include "catcher/base/process/failure.h"
#include "emitter/platform/entities/table.h"
#include "emitter/platform/store/rows/entity_members.h"

#include <string>
#include <string_view>
#include <tuple>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::string_view kProfile = "profile";  ///< the row of what is there once
constexpr std::string_view kNextTie = "contact_tie.next_id";

template <class Entity>
void put_row(EntityRows& rows, const Entity& entity) {
  static_assert(!kRowKind<Entity>.empty());
  std::string bytes;
  PackedWriter(bytes).put(entity);
  rows.put(kRowKind<Entity>, entity.id, bytes);
}

/// The row of a table's next id, which is written once something was removed.
template <class Entity>
std::string next_id_kind() {
  return fmt::format("{}.next_id", kRowKind<Entity>);
}

template <class Entity>
void remove_rows(EntityRows& rows, const TableDraft<Entity>& table) {
  if (table.removed().empty()) return;
  for (const std::uint64_t id : table.removed()) rows.remove(kRowKind<Entity>, id);
  std::string bytes;
  PackedWriter(bytes).put(table.next_id());
  rows.put(next_id_kind<Entity>(), 0, bytes);
}

template <class Entity>
void take_rows(EntityRows& rows, Table<Entity>& table) {
  rows.for_each(kRowKind<Entity>, [&](std::string_view bytes) {
    Entity entity;
    PackedReader(bytes).take(entity);
    table.put(std::move(entity));
  });
  rows.for_each(next_id_kind<Entity>(), [&](std::string_view bytes) {
    std::uint64_t next_id = 0;
    PackedReader(bytes).take(next_id);
    table.go_on_from(next_id);
  });
}

void put_profile(EntityRows& rows, const AccountProfile& profile, std::uint64_t next_note_id) {
  std::string bytes;
  PackedWriter packed(bytes);
  packed.put(profile.id);
  packed.put(profile.time_zone.name());
  packed.put(profile.currency);
  packed.put(next_note_id);
  rows.put(kProfile, 0, bytes);
}

void take_profile(EntityRows& rows, AccountState& account) {
  rows.for_each(kProfile, [&](std::string_view bytes) {
    PackedReader packed(bytes);
    std::string zone;
    packed.take(account.profile.id);
    packed.take(zone);
    packed.take(account.profile.currency);
    packed.take(account.next_note_id);
    const auto known = TimeZone::named(zone);
    if (!known) {
      throw Failure(ExitCode::kCannotRun,
                    fmt::format("the store's account is in the time zone {}, which this machine "
                                "doesn't know; install tzdata",
                                zone));
    }
    account.profile.time_zone = *known;
  });
}

void put_next_tie(EntityRows& rows, std::uint64_t next_id) {
  std::string bytes;
  PackedWriter(bytes).put(next_id);
  rows.put(kNextTie, 0, bytes);
}

}  // namespace

void write_account_rows(EntityRows& rows, const AccountState& account) {
  put_profile(rows, account.profile, account.next_note_id);
  put_next_tie(rows, account.next_tie_id);
  for_each_table(account, account, [&](const auto& table, const auto&) {
    for (const auto& [id, entity] : table) put_row(rows, *entity);
  });
}

void write_changed_rows(EntityRows& rows, const AccountDraft& draft) {
  put_profile(rows, draft.profile(), draft.next_note_id());
  if (!draft.contacts.changed().empty()) put_next_tie(rows, draft.next_tie_id());
  for_each_table(draft, draft, [&](const auto& table, const auto&) {
    for (const auto& entity : table.changed()) put_row(rows, *entity);
    remove_rows(rows, table);
  });
}

AccountState read_account_rows(EntityRows& rows) {
  AccountState account;
  take_profile(rows, account);
  rows.for_each(kNextTie,
                [&](std::string_view bytes) { PackedReader(bytes).take(account.next_tie_id); });
  for_each_table(account, account, [&](auto& table, const auto&) { take_rows(rows, table); });
  return account;
}

}  // namespace hookline
