#pragma once

#include "catcher/captures/capture.h"
#include "catcher/captures/capture_store.h"
#include "catcher/captures/sqlite/capture_row.h"
#include "catcher/relays/relay.h"
#include "catcher/sqlite/sqlite_connection.h"

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
  explicit SqliteReader(const std::string& file);
  std::optional<Capture> find(std::int64_t id);
  Captures list(const CaptureQuery& query, RowPart part);
  void scan(const CaptureQuery& query, const std::function<void(const CaptureMoment&)>& take);
  std::uint64_t count(const CaptureQuery& query);
  std::vector<Relay> relays(std::int64_t id);

 private:
  SqliteStatement& statement(const std::string& sql);

  SqliteConnection connection_;
  std::unordered_map<std::string, SqliteStatement> statements_;  ///< by their text
};

/// Read connections, made when they are needed and kept: readers wait for each other only when
/// there are more than kReadersMax at once, and never for the writer.
class SqliteReaders {
 public:
  explicit SqliteReaders(std::string file) : file_(std::move(file)) {}

  /// Lends a reader to `work`, which is called on this thread.
  template <typename Work>
  auto with_reader(Work work) {
    const Loan loan(*this);
    return work(*loan.reader);
  }

 private:
  static constexpr std::size_t kReadersMax = 8;

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

  const std::string file_;

  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<SqliteReader>> idle_;  ///< guarded by mutex_
  std::size_t lent_ = 0;                             ///< guarded by mutex_
};

}  // namespace hookline
