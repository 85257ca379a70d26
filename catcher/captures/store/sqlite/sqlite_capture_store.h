#pragma once

#include "catcher/base/sqlite/file_lock.h"
#include "catcher/captures/store/arrivals.h"
#include "catcher/captures/store/capture_store.h"
#include "catcher/captures/store/sqlite/sqlite_readers.h"
#include "catcher/captures/store/sqlite/store_writer.h"

#include <atomic>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace hookline {

/// Captures in an SQLite file (WAL). A commit reaches the system before append() returns, so that
/// the death of the process loses nothing; only the machine's may lose the last moments.
///
/// Nothing is written per append but the rows themselves. What is kept is a run of the newest ids,
/// so the number dropped follows from the last id, the rows there and those deleted by request; and
/// dropped rows are hidden at once but deleted in strides, which costs half. After a kill, a store
/// opened with the same limits comes to the same state.
class SqliteCaptureStore : public CaptureStore {
 public:
  /// Throws Failure or SqliteError where the file can't be used.
  SqliteCaptureStore(const std::string& file, StoreLimits limits, MemoryBudget* memory);
  ~SqliteCaptureStore() override;

  std::int64_t append(Captures batch) override;
  std::optional<Capture> find(std::int64_t id) override;
  Captures list(const CaptureQuery& query) override;
  Captures list_heads(const CaptureQuery& query) override;
  std::vector<CaptureSize> sizes(const CaptureQuery& query) override;
  std::uint64_t count(CaptureQuery query) override;
  void scan(const CaptureQuery& query,
            const std::function<void(const CaptureMoment&)>& take) override;
  StoreCounts counts() override { return arrivals_.counts(); }
  const std::string& identity() const override { return identity_; }
  std::uint64_t remove(std::int64_t id) override;
  std::uint64_t clear() override;
  std::string problem() const override;
  void interrupt() override;
  bool add_relay(std::int64_t id, Relay relay, std::optional<CaptureReply> reply) override;
  std::vector<Relay> relays(std::int64_t id) override;
  StoreUpdates updates_after(std::uint64_t number) override {
    return arrivals_.updates_after(number);
  }
  StoreCounts wait_past(std::int64_t id, std::uint64_t changes,
                        std::chrono::steady_clock::time_point deadline,
                        std::stop_token stop) override;

 private:
  /// What the writer knows of the file: what readers see, and what they don't.
  struct State {
    StoreCounts counts;
    std::uint64_t removed = 0;       ///< deleted by request, ever
    std::int64_t floor = 0;          ///< rows up to this id are dropped, deleted or not
    std::uint64_t hidden = 0;        ///< how many rows are dropped but not deleted
    std::uint64_t hidden_bytes = 0;  ///< of those
  };
  struct Row {
    std::int64_t id;
    std::uint64_t bytes;
  };
  /// How much a stride deletes at most.
  struct Stride {
    std::int64_t rows = 256;
    std::uint64_t bytes = std::uint64_t{4} << 20;
  };

  /// Runs work(State&) in a transaction; what it makes of the state counts once that is committed.
  template <typename Work>
  void write(Work work);
  template <typename Work, typename Publish>
  void write(Work work, Publish publish);
  State load();
  void drop_over_limits(State& state);
  Row take_oldest(const State& state);
  void purge(State& state, const Stride& stride);
  void purge_all(State& state);
  void purge_up_to(std::int64_t id);
  void save(const State& state);
  void shrink_file(std::int64_t live_pages_max);
  std::optional<std::uint64_t> bytes_of(std::int64_t id, const State& state);
  /// Returns by how much the capture has grown.
  std::int64_t insert_relay(std::int64_t id, const Relay& relay);
  Captures read(CaptureQuery query, RowPart part);
  template <typename Work>
  void write_making_room(Work work);
  void purge_in_strides();
  std::uint64_t hide_all(State& state);
  void begin_file_anew();
  GoneCaptures gone_in(const State& state) const;
  void note(const std::string& problem);

  const FileLock lock_;
  const std::string file_;
  const StoreLimits limits_;
  Arrivals arrivals_;
  std::atomic<std::int64_t> floor_ = 0;
  std::atomic<bool> is_interrupted_ = false;

  std::mutex clearing_;  ///< taken before the other
  std::mutex mutex_;  ///< one writer at a time; held while SQLite writes, since that is the point
  std::optional<StoreWriter> writer_;  ///< this and what follows: guarded by mutex_; empty where
                                       ///< the file was emptied and couldn't be begun anew yet
  std::deque<Row> oldest_;             ///< some rows past the floor, read ahead
  State state_;
  const std::string identity_;

  SqliteReaders readers_;  ///< locks for itself; closed before the writer, who then tidies up

  mutable std::mutex problem_mutex_;
  std::string problem_;  ///< of the last write; guarded by problem_mutex_
};

}  // namespace hookline
