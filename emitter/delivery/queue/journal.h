#pragma once

#include "catcher/base/sqlite/file_lock.h"
#include "catcher/base/sqlite/sqlite_checkpointer.h"
#include "catcher/base/sqlite/sqlite_connection.h"
#include "emitter/delivery/queue/delivery_queue.h"
#include "emitter/load/resume/journal_run.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hookline {

/// A delivery queue in a file, of one run and one emitter at a time: a killed emitter finds there
/// what it had accepted and how far it was. Deliveries of an event that follow each other are one
/// row, which goes when the last of them has ended; of those that ended two bits each stay. What a
/// commit wrote outlives the process; a power cut may take the last moments before it.
class Journal final : public DeliveryQueue {
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

  /// Ids are of the run's lanes, and each lane's numbers come in order.
  void commit(std::span<const Delivery> accepted, std::span<const DeliveryEnd> ended) override;
  std::vector<Delivery> pending() override;

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
  /// The two clocks at one moment: times in the file are those of the calendar.
  struct Moment {
    Clock::time_point steady = Clock::now();
    std::chrono::system_clock::time_point calendar = std::chrono::system_clock::now();
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
  void end(const DeliveryEnd& end);
  void save_changes(std::uint64_t lane);
  void touch(std::uint64_t lane, std::uint64_t number);

  std::int64_t calendar_us(Clock::time_point time) const;
  Clock::time_point steady(std::int64_t calendar_us) const;

  const FileLock lock_;
  const std::string file_;
  const Moment opened_;
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
