#pragma once

#include "catcher/base/sqlite/file_lock.h"
#include "catcher/base/sqlite/sqlite_checkpointer.h"
#include "catcher/base/sqlite/sqlite_connection.h"
#include "emitter/delivery/delivery.h"
#include "emitter/delivery/queue/delivery_queue.h"
#include "emitter/load/resume/journal_run.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hookline {

// Ends and acceptances go in one batch, written by a thread of its own while the next one gathers;
// a connection's end is written before what follows it is sent, so that a kill leaves no more open
// than was in flight. Of ended deliveries two bits each are kept, so that the file stays small and
// the ledger still closes by id. It survives a kill, not the last moments before a power cut
// (synchronous = NORMAL).

/// What is written down of a load run, in a file for one emitter at a time: a killed emitter finds
/// there what it had accepted and how far it was. Unlike a DeliveryQueue it keeps the account of
/// every delivery to the end of the run, two bits each, so that nothing that was accepted can go
/// missing unnoticed. Of what is pending the deliveries of an event that follow each other are one
/// row, which goes when the last of them has ended. What a commit wrote outlives the process; a
/// power cut may take the last moments before it.
class Journal {
 public:
  /// See open_journal(). Throws SqliteError besides.
  explicit Journal(const std::string& file);

  const std::string& file() const { return file_; }
  /// None as long as the file is new.
  const std::optional<JournalRun>& run() const { return run_; }
  /// Keeps this from now on. A run's lanes never change. Throws as commit() does.
  void save(const JournalRun& run);
  const std::vector<JournalLane>& lanes() const { return lanes_; }
  /// From when on JournalLane::last_due counts; before the first commit.
  void set_start(Clock::time_point start) { start_ = start; }

  /// As a whole: once it has returned, the deliveries may be sent; where it throws, none of them
  /// may. An id is accepted once, is of one of the run's lanes, and each lane's numbers come in
  /// order. Ends come in any order, also with their acceptance; one of what isn't pending changes
  /// nothing.
  void commit(std::span<const Delivery> accepted, std::span<const Settlement> ended);
  /// What is to be sent again, in the order of acceptance: asked once, before the first commit.
  std::vector<Delivery> pending();

  /// The states of so many deliveries are one row.
  static constexpr std::uint64_t kStatesPerRow = 2048;

 private:
  /// Deliveries that are one row, from some number of their lane on.
  struct Row {
    std::uint64_t count = 0;
    std::uint64_t pending = 0;
  };
  /// What this batch has changed of a lane.
  struct Change {
    bool is_any = false;
    std::vector<std::uint64_t> state_rows;  ///< may name one twice
  };
  struct Statements {
    explicit Statements(SqliteConnection& connection);
    SqliteStatement begin, commit, insert, remove, save_lane, save_states;
  };
  template <typename Work>
  void write(Work work);
  void load();
  void load_lanes();
  void load_states(std::uint64_t lane, std::uint64_t accepted);
  void load_pending();
  void load_row(SqliteStatement& row, std::shared_ptr<const Url>& url);
  void write_run(const JournalRun& run);
  std::size_t accept_row(std::span<const Delivery> deliveries);
  void insert_row(std::span<const Delivery> deliveries);
  void end(const Settlement& end);
  void save_changes(std::uint64_t lane);
  void touch(std::uint64_t lane, std::uint64_t number);

  const FileLock lock_;
  const std::string file_;
  SqliteConnection connection_;
  Statements statements_;
  SqliteCheckpointer checkpointer_;

  std::optional<JournalRun> run_;
  Clock::time_point start_;
  std::vector<JournalLane> lanes_;
  std::vector<std::map<std::uint64_t, Row>> rows_;  ///< of each lane, by the first number
  std::vector<Change> changes_;                     ///< of each lane
  std::vector<Delivery> pending_;                   ///< until it is asked for
};

/// Opens the file, or makes it. Throws Failure(kCannotRun): in use by another emitter, another
/// program's, damaged, unwritable.
std::unique_ptr<Journal> open_journal(const std::string& file);

}  // namespace hookline
