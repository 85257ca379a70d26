#pragma once

#include "catcher/base/sqlite/sqlite_connection.h"
#include "catcher/captures/capture.h"
#include "catcher/captures/relay.h"
#include "catcher/captures/store/capture_store.h"
#include "catcher/captures/store/scan_memory.h"
#include "catcher/captures/store/sqlite/rows/capture_row.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace hookline {

/// One read connection with the statements it has prepared so far. Used by one thread at a time.
class SqliteReader {
 public:
  /// `memory` may be null: see ScanMemory.
  SqliteReader(const std::string& file, MemoryBudget* memory);
  std::optional<Capture> find(std::int64_t id);
  Captures list(const CaptureQuery& query, RowPart part);
  void scan(const CaptureQuery& query, const std::function<void(const CaptureMoment&)>& take);
  std::uint64_t count(const CaptureQuery& query);
  std::vector<Relay> relays(std::int64_t id);
  /// What another thread is doing with it fails.
  void interrupt();

 private:
  SqliteStatement& statement(const std::string& sql);

  ScanMemory scanning_;
  SqliteConnection connection_;
  std::unordered_map<std::string, SqliteStatement> statements_;  ///< by their text
};

/// Read connections, made when they are needed and kept: readers wait for each other only when
/// there are more than kReadersMax at once, and never for the writer.
class SqliteReaders {
 public:
  /// `memory` may be null: see ScanMemory.
  SqliteReaders(std::string file, MemoryBudget* memory) : file_(std::move(file)), memory_(memory) {}

  /// Lends a reader to `work`, which is called on this thread.
  template <typename Work>
  auto with_reader(Work work) {
    const Loan loan(*this);
    return work(*loan.reader);
  }

  /// What is being read fails.
  void interrupt();
  /// Calls `work` while there is no reader and no connection of one.
  template <typename Work>
  void with_none(Work work) {
    const All all(*this);
    work();
  }

 private:
  static constexpr std::size_t kReadersMax = 8;

  struct All {
    explicit All(SqliteReaders& from) : readers(from) { readers.take_all(); }
    ~All() { readers.give_all_back(); }
    All(const All&) = delete;
    All& operator=(const All&) = delete;
    SqliteReaders& readers;
  };

  struct Loan {
    explicit Loan(SqliteReaders& from) : readers(from), reader(from.take()) {}
    ~Loan() { readers.give_back(std::move(reader)); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    SqliteReaders& readers;
    std::unique_ptr<SqliteReader> reader;
  };

  std::unique_ptr<SqliteReader> take();
  void give_back(std::unique_ptr<SqliteReader> reader);
  void take_all();
  void give_all_back();

  const std::string file_;
  MemoryBudget* const memory_;

  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<SqliteReader>> idle_;  ///< guarded by mutex_
  std::vector<SqliteReader*> reading_;               ///< guarded by mutex_
  std::size_t lent_ = 0;                             ///< guarded by mutex_
};

}  // namespace hookline
