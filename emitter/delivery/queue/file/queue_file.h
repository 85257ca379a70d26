#pragma once

#include "catcher/base/sqlite/sqlite_connection.h"

#include <functional>
#include <memory>
#include <string>

namespace hookline {

/// A shared queue in a SQLite file, which any number of this machine's processes have open, each
/// with a connection of its own. They take turns in writing, each for milliseconds. What was
/// committed outlasts their death; only the machine's may lose the last moments. One thread.
class QueueFile {
 public:
  /// Makes the file and its tables where there are none. Throws Failure(kCannotRun), as all calls.
  explicit QueueFile(const std::string& file);

  /// Absolute.
  const std::string& path() const { return path_; }
  /// What marks the deliveries of this queue, for all time.
  const std::string& mark() const { return mark_; }

  using Work = std::function<void(SqliteConnection&)>;
  /// In a transaction: all of it counts, or none where this throws. Waits for its turn.
  void write(const Work& work);
  /// Sees one state of the file.
  void read(const Work& work);

 private:
  void run(const char* begin, const Work& work);

  const std::string path_;
  const std::unique_ptr<SqliteConnection> connection_;
  std::string mark_;
};

}  // namespace hookline
