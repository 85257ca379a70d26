#include "catcher/captures/store/sqlite/store_file.h"

#include "catcher/base/sqlite/sqlite_file.h"
#include "catcher/captures/store/store_error.h"

#include <limits>
#include <stdexcept>
#include <utility>

namespace hookline {
namespace {

/// What is worth moving to give room back to the disk while requests come in: a few megabytes.
constexpr std::int64_t kMovedPagesMax = 1000;

StoreState loaded(StoreWriter& writer, const StoreLimits& limits) {
  SqliteTransaction transaction(writer.connection, writer.begin, writer.commit);
  StoreState state = load_state(writer, limits);
  transaction.commit();
  state.counts.floor = state.floor;
  return state;
}

}  // namespace

StoreFile::StoreFile(const std::string& file, const StoreLimits& limits, Publish publish)
    : lock_(file, kStoreFile),
      path_(lock_.path()),
      publish_(std::move(publish)),
      writer_(std::in_place, path_, GoneCaptures{}),
      state_(loaded(*writer_, limits)),
      identity_(writer_->connection.text("SELECT name FROM identity")) {
  shrink(std::numeric_limits<std::int64_t>::max());
  writer_->checkpointer.carry();
  publish_(state_);
}

GoneCaptures StoreFile::gone() const {
  return {state_.counts.last, state_.removed, state_.counts.cleared, state_.floor, identity_};
}

void StoreFile::note(const std::string& problem) {
  const std::lock_guard lock(problem_mutex_);
  problem_ = problem;
}

std::string StoreFile::problem() const {
  const std::lock_guard lock(problem_mutex_);
  return problem_;
}

void StoreFile::write(const Work& work) {
  const std::lock_guard lock(mutex_);
  try {
    if (!writer_) writer_.emplace(path_, gone());
    if (writer_->connection.is_moved()) throw StoreError(moved_sentence(path_, kStoreFile));
    SqliteTransaction transaction(writer_->connection, writer_->begin, writer_->commit);
    StoreState state = state_;
    work(*writer_, state);
    state.counts.floor = state.floor;
    transaction.commit();
    state_ = state;
  } catch (const SqliteError& error) {
    if (writer_) writer_->ahead.clear();  // read under a floor that isn't to be
    const auto sentence = sentence_for(error, path_, kStoreFile);
    note(sentence);
    if (is_no_room(error)) throw StoreFullError(sentence);
    throw StoreError(sentence);
  } catch (const std::runtime_error& error) {
    note(error.what());
    throw StoreError(error.what());
  }
  note("");
  publish_(state_);
}

void StoreFile::write_making_room(const Work& work) {
  try {
    write(work);
  } catch (const StoreFullError&) {
    {
      const std::lock_guard lock(mutex_);
      if (writer_) writer_->checkpointer.carry_all();
    }
    write(work);
  }
}

void StoreFile::begin_anew(SqliteReaders& readers,
                           const std::function<bool(StoreState&)>& is_all_gone) {
  const std::lock_guard lock(mutex_);
  if (!is_all_gone(state_)) return;
  state_.counts.floor = state_.floor;
  state_.hidden = 0;
  state_.hidden_bytes = 0;
  try {
    readers.with_none([this] {
      writer_.reset();
      lock_.empty_file();
      writer_.emplace(path_, gone());
    });
    note("");
  } catch (const std::runtime_error& error) {
    note(error.what());  // the next write tries again
  }
  publish_(state_);
}

void StoreFile::give_room_back() {
  {
    const std::lock_guard lock(mutex_);
    if (!writer_) return;
    shrink(kMovedPagesMax);
  }
  // It waits for the disk, and nobody else does; the writer stays, for only a deletion replaces it.
  writer_->checkpointer.carry();
}

/// Free pages are used again before the file grows, so this is for a file that has become much too
/// large for what is in it. What is in it is moved, and nothing is written meanwhile.
void StoreFile::shrink(std::int64_t live_pages_max) {
  try {
    const auto pages = writer_->connection.integer("PRAGMA page_count");
    const auto free_pages = writer_->connection.integer("PRAGMA freelist_count");
    if (pages < 256 || free_pages * 2 < pages || pages - free_pages > live_pages_max) return;
    writer_->connection.run("VACUUM");
  } catch (const SqliteError&) {
    // A large file does no harm; a disk too full for VACUUM is not worth a word.
  }
}

}  // namespace hookline
