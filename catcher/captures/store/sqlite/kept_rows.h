#pragma once

#include "catcher/captures/store/arrivals.h"
#include "catcher/captures/store/capture_store.h"
#include "catcher/captures/store/sqlite/store_writer.h"

#include <cstdint>
#include <optional>

namespace hookline {

/// What the writer knows of the file: what readers see, and what they don't.
struct StoreState {
  StoreCounts counts;
  std::uint64_t removed = 0;       ///< deleted by request, ever
  std::int64_t floor = 0;          ///< rows up to this id are dropped, deleted or not
  std::uint64_t hidden = 0;        ///< how many rows are dropped but not deleted
  std::uint64_t hidden_bytes = 0;  ///< of those
};

// Which rows a store keeps. What is kept is a run of the newest ids, so the number dropped follows
// from the last id, the rows there and those deleted by request. Dropped rows are hidden at once
// but deleted in strides, which costs half. All but hide_all() are called in a transaction.

/// Counts what is there, and drops and deletes what the limits of this run don't allow.
StoreState load_state(StoreWriter& writer, const StoreLimits& limits);
/// Writes what can't be counted again.
void save(StoreWriter& writer, const StoreState& state);

/// What the capture counts; none where there is no such.
std::optional<std::uint64_t> bytes_of(std::int64_t id, StoreWriter& writer,
                                      const StoreState& state);
void drop_over_limits(StoreWriter& writer, StoreState& state, const StoreLimits& limits);
/// Drops all. Returns how many there were.
std::uint64_t hide_all(StoreState& state);

/// Deletes a stride of the rows that are dropped, the oldest first.
void purge(StoreWriter& writer, StoreState& state);
/// The same where there are many, and more of them than have just come, so that it keeps up.
void purge_after_append(StoreWriter& writer, StoreState& state, std::uint64_t rows,
                        std::uint64_t bytes);

}  // namespace hookline
