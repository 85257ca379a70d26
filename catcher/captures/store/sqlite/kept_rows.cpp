#include "catcher/captures/store/sqlite/kept_rows.h"

#include <algorithm>
#include <cassert>

namespace hookline {
namespace {

/// How much a stride deletes at most; an append begins one when so much is dropped.
struct Stride {
  std::uint64_t rows = 256;
  std::uint64_t bytes = std::uint64_t{4} << 20;
};

KeptRow take_oldest(StoreWriter& writer, const StoreState& state) {
  constexpr std::int64_t kReadAhead = 256;
  if (writer.ahead.empty()) {
    const SqliteReset reset(writer.oldest);
    writer.oldest.bind(1, state.floor);
    writer.oldest.bind(2, kReadAhead);
    while (writer.oldest.step()) {
      writer.ahead.push_back(
          {writer.oldest.integer(0), static_cast<std::uint64_t>(writer.oldest.integer(1))});
    }
  }
  assert(!writer.ahead.empty());
  const KeptRow row = writer.ahead.front();
  writer.ahead.pop_front();
  return row;
}

void purge_up_to(std::int64_t id, StoreWriter& writer) {
  writer.purge.run_with(id);
  writer.purge_relays.run_with(id);
}

void purge(StoreWriter& writer, StoreState& state, const Stride& stride) {
  std::int64_t up_to = 0;
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;
  bool is_all = false;
  {
    const SqliteReset reset(writer.hidden);
    writer.hidden.bind(1, state.floor);
    writer.hidden.bind(2, static_cast<std::int64_t>(stride.rows));
    while (bytes < stride.bytes && !is_all) {
      is_all = !writer.hidden.step();
      if (is_all) break;
      up_to = writer.hidden.integer(0);
      bytes += static_cast<std::uint64_t>(writer.hidden.integer(1));
      ++rows;
    }
  }
  is_all = is_all && rows < stride.rows;
  if (rows > 0) purge_up_to(up_to, writer);
  state.hidden =
      is_all ? 0 : std::max<std::uint64_t>(1, state.hidden - std::min(state.hidden, rows));
  state.hidden_bytes = is_all ? 0 : state.hidden_bytes - std::min(state.hidden_bytes, bytes);
}

}  // namespace

StoreState load_state(StoreWriter& writer, const StoreLimits& limits) {
  SqliteConnection& connection = writer.connection;
  StoreState state;
  state.removed = static_cast<std::uint64_t>(connection.integer("SELECT removed FROM state"));
  state.floor = connection.integer("SELECT floor FROM state");
  state.counts.cleared =
      static_cast<std::uint64_t>(connection.integer("SELECT cleared FROM state"));
  state.counts.last = std::max(connection.integer("SELECT last FROM state"),
                               connection.integer("SELECT max(id) FROM capture"));
  auto sums = connection.prepare("SELECT count(*), sum(raw_bytes) FROM capture WHERE id > ?");
  sums.bind(1, state.floor);
  sums.step();
  state.counts.total = static_cast<std::uint64_t>(sums.integer(0));
  state.counts.bytes = static_cast<std::uint64_t>(sums.integer(1));
  sums.reset();
  drop_over_limits(writer, state, limits);
  purge_up_to(state.floor, writer);
  state.hidden = 0;
  state.hidden_bytes = 0;
  save(writer, state);
  return state;
}

void save(StoreWriter& writer, const StoreState& state) {
  writer.save.run_with(state.counts.last, state.removed, state.counts.cleared, state.floor);
}

std::optional<std::uint64_t> bytes_of(std::int64_t id, StoreWriter& writer,
                                      const StoreState& state) {
  const SqliteReset reset(writer.size);
  writer.size.bind(1, id);
  if (id <= state.floor || !writer.size.step()) return std::nullopt;
  return static_cast<std::uint64_t>(writer.size.integer(0));
}

void drop_over_limits(StoreWriter& writer, StoreState& state, const StoreLimits& limits) {
  StoreCounts& counts = state.counts;
  while (counts.total > 1 &&
         (counts.total > limits.captures_max || counts.bytes > limits.bytes_max)) {
    const KeptRow row = take_oldest(writer, state);
    state.floor = row.id;
    --counts.total;
    counts.bytes -= row.bytes;
    ++state.hidden;
    state.hidden_bytes += row.bytes;
  }
  counts.dropped = static_cast<std::uint64_t>(counts.last) - counts.total - state.removed;
}

std::uint64_t hide_all(StoreState& state) {
  const std::uint64_t removed = state.counts.total;
  if (removed == 0) return 0;
  state.removed += removed;
  state.floor = state.counts.last;
  state.hidden += removed;
  state.hidden_bytes += state.counts.bytes;
  state.counts.total = 0;
  state.counts.bytes = 0;
  ++state.counts.cleared;
  return removed;
}

void purge(StoreWriter& writer, StoreState& state) {
  purge(writer, state, Stride());
}

void purge_after_append(StoreWriter& writer, StoreState& state, std::uint64_t rows,
                        std::uint64_t bytes) {
  const Stride usual;
  if (state.hidden < usual.rows && state.hidden_bytes < usual.bytes) return;
  purge(writer, state, {.rows = usual.rows + 2 * rows, .bytes = usual.bytes + 2 * bytes});
}

}  // namespace hookline
