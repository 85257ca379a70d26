#pragma once

#include "catcher/captures/store/capture_store.h"
#include "catcher/captures/store/sqlite/reading/sqlite_readers.h"
#include "catcher/captures/store/sqlite/store_file.h"

#include <atomic>
#include <mutex>
#include <string>
#include <vector>

namespace hookline {

// Deleting all captures moves the floor under which they are hidden, and the rows go in strides, so
// that nobody who appends waits. Where no page more can be written, the file is begun anew: a full
// disk is why people delete.

/// Captures in an SQLite file (WAL). Nothing is written per append but the rows themselves:
/// kept_rows.h says how the rest follows from them.
class SqliteCaptureStore : public CaptureStore {
 public:
  /// Throws Failure or SqliteError where the file can't be used.
  SqliteCaptureStore(const std::string& file, StoreLimits limits, MemoryBudget* memory);
  ~SqliteCaptureStore() override;

  std::int64_t append(Captures batch) override;
  bool add_relay(std::int64_t id, Relay relay, std::optional<CaptureReply> reply) override;

  std::optional<Capture> find(std::int64_t id) override;
  Captures list(const CaptureQuery& query) override;
  std::vector<CaptureSize> sizes(const CaptureQuery& query) override;
  std::uint64_t count(CaptureQuery query) override;
  void scan(const CaptureQuery& query,
            const std::function<void(const CaptureMoment&)>& take) override;
  std::vector<Relay> relays(std::int64_t id) override;
  const std::string& identity() const override { return file_.identity(); }

  using CaptureStore::remove;
  std::uint64_t remove(const CaptureIds& ids) override;
  std::uint64_t clear() override;
  std::string problem() const override { return file_.problem(); }
  void interrupt() override;

 private:
  /// Tells readers and those who wait what the writer has made.
  void publish(const StoreState& state);
  void purge_in_strides();
  std::uint64_t remove_stride(const CaptureIds& ids);
  bool is_seen(std::int64_t id) const;
  /// The query for what readers may see.
  CaptureQuery of_seen(CaptureQuery query, std::size_t limit) const;
  Captures read(const CaptureQuery& query, RowPart part);
  /// Both throw what SQLite says as a StoreError.
  template <typename Work>
  auto reading(Work work);
  template <typename Work>
  auto with_reader(Work work);

  const StoreLimits limits_;
  std::atomic<std::int64_t> floor_ = 0;  ///< readers pass over the rows up to this id
  std::atomic<bool> is_interrupted_ = false;
  std::mutex clearing_;  ///< one deletion of all at a time
  CaptureIds removing_;  ///< what the next state is published without; written as file_ is
  StoreFile file_;
  SqliteReaders readers_;  ///< closed before the writer, who then tidies up
};

}  // namespace hookline
