#pragma once

#include "catcher/captures/store/sqlite/reading/sqlite_reader.h"

#include <array>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace hookline {

/// Read connections, opened when they are needed and then kept. With more than kReadersMax readers
/// at once some wait for each other; none ever waits for the writer.
class SqliteReaders {
 public:
  /// `memory` may be null: see ScanMemory.
  SqliteReaders(std::string file, MemoryBudget* memory) : file_(std::move(file)), memory_(memory) {}

  /// Lends a reader to `work`, which is called on this thread.
  template <typename Work>
  auto with_reader(Work work) {
    const Loan loan(*this);
    return work(*loan.slot.reader);
  }

  /// Makes fail what is being read.
  void interrupt();
  /// Waits until nobody reads, closes all read connections, and calls `work` before there is one
  /// again.
  void with_none(const std::function<void()>& work);

 private:
  static constexpr std::size_t kReadersMax = 8;

  struct Slot {
    std::unique_ptr<SqliteReader> reader;
    bool is_lent = false;
  };
  struct Loan {
    explicit Loan(SqliteReaders& from) : readers(from), slot(from.take()) {}
    ~Loan() { readers.give_back(slot); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    SqliteReaders& readers;
    Slot& slot;
  };

  Slot& take();
  void give_back(Slot& slot);

  const std::string file_;
  MemoryBudget* const memory_;

  std::mutex mutex_;
  std::condition_variable returned_;
  std::array<Slot, kReadersMax>
      slots_;  ///< guarded by mutex_, but for the reader of one that is lent
};

}  // namespace hookline
