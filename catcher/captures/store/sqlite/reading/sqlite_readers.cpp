#include "catcher/captures/store/sqlite/reading/sqlite_readers.h"

#include <algorithm>

namespace hookline {

SqliteReaders::Slot& SqliteReaders::take() {
  std::unique_lock lock(mutex_);
  auto* free = slots_.end();
  returned_.wait(lock, [&] {
    free = std::find_if(slots_.begin(), slots_.end(), [](const Slot& s) { return !s.is_lent; });
    return free != slots_.end();
  });
  free->is_lent = true;
  if (free->reader) return *free;
  lock.unlock();
  try {
    auto reader = std::make_unique<SqliteReader>(file_, memory_);
    lock.lock();
    free->reader = std::move(reader);
    return *free;
  } catch (...) {
    give_back(*free);
    throw;
  }
}

void SqliteReaders::give_back(Slot& slot) {
  {
    const std::lock_guard lock(mutex_);
    slot.is_lent = false;
  }
  returned_.notify_all();
}

void SqliteReaders::interrupt() {
  const std::lock_guard lock(mutex_);
  for (const Slot& slot : slots_) {
    if (slot.is_lent && slot.reader) slot.reader->interrupt();
  }
}

void SqliteReaders::with_none(const std::function<void()>& work) {
  std::unique_lock lock(mutex_);
  returned_.wait(lock, [&] {
    return std::none_of(slots_.begin(), slots_.end(), [](const Slot& s) { return s.is_lent; });
  });
  for (Slot& slot : slots_) slot.reader.reset();
  work();
}

}  // namespace hookline
