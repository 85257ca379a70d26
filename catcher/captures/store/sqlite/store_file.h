#pragma once

#include "catcher/base/sqlite/file_lock.h"
#include "catcher/captures/store/sqlite/kept_rows.h"
#include "catcher/captures/store/sqlite/reading/sqlite_readers.h"
#include "catcher/captures/store/sqlite/store_writer.h"

#include <functional>
#include <mutex>
#include <optional>
#include <string>

namespace hookline {

/// The file of a store, for those who write: one at a time, whichever thread it is. A commit
/// reaches the system before write() returns, so that the death of the process loses nothing; only
/// the machine's may lose the last moments. After a kill, a file opened with the same limits comes
/// to the same state.
class StoreFile {
 public:
  /// Told of each state that readers may see, the first included, while nobody writes.
  using Publish = std::function<void(const StoreState&)>;
  /// Throws Failure or SqliteError where the file can't be used.
  StoreFile(const std::string& file, const StoreLimits& limits, Publish publish);

  const std::string& path() const { return path_; }
  const std::string& identity() const { return identity_; }
  /// Why the last write failed, a sentence; empty where it went well.
  std::string problem() const;

  using Work = std::function<void(StoreWriter&, StoreState&)>;
  /// Runs `work` in a transaction; what it makes of the state counts once that is committed. Throws
  /// StoreError.
  void write(const Work& work);
  /// The same for what makes room: on a full disk it may need some, which the log gives back once
  /// all of it has been carried over.
  void write_making_room(const Work& work);

  /// For a file in which not one page more can be written. Where `is_all_gone`, which may change
  /// the state, says that nothing is to be kept, empties the file and begins it again with what has
  /// to be remembered of the captures. A kill within this moment would have ids begin at 1 again.
  void begin_anew(SqliteReaders& readers, const std::function<bool(StoreState&)>& is_all_gone);
  /// Gives room that deletions have left back to the disk, where that moves little.
  void give_room_back();

 private:
  void shrink(std::int64_t live_pages_max);
  GoneCaptures gone() const;
  void note(const std::string& problem);

  const FileLock lock_;
  const std::string path_;
  const Publish publish_;

  std::mutex mutex_;                   ///< held while SQLite writes, since that is the point
  std::optional<StoreWriter> writer_;  ///< guarded by mutex_; empty where the file was emptied and
                                       ///< couldn't be begun anew yet
  StoreState state_;                   ///< guarded by mutex_
  const std::string identity_;

  mutable std::mutex problem_mutex_;
  std::string problem_;  ///< guarded by problem_mutex_
};

}  // namespace hookline
