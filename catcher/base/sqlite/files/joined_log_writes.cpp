#include "catcher/base/sqlite/files/joined_log_writes.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <utility>

#include <sqlite3.h>

namespace hookline {
namespace {

// https://www.sqlite.org/fileformat2.html#the_write_ahead_log: a header, then frames, each a head
// and a page.
constexpr sqlite3_int64 kLogHeaderBytes = 32;
constexpr int kFrameHeadBytes = 24;
/// Of a large transaction so much is put together at once.
constexpr std::size_t kJoinedMax = std::size_t{256} << 10;
/// The system's VFS keeps 17 bits of a size, so that 128 KiB become nothing (SQLite 3.40).
constexpr std::size_t kWrittenMax = std::size_t{64} << 10;
constexpr sqlite3_int64 kUnknown = -1;

/// The frame head's second number is 0 but for the frame that commits a transaction.
bool commits(std::string_view frame_head) {
  return frame_head.substr(4, 4) != std::string_view("\0\0\0\0", 4);
}

/// The frames that one connection has not written yet to the log's file.
class LogFrames {
 public:
  explicit LogFrames(sqlite3_file* file) : file_(file) {}

  int write(std::string_view bytes, sqlite3_int64 offset) {
    const bool is_head = bytes.size() == kFrameHeadBytes;
    if (is_head && offset == end_ && !in_frame_) {
      if (joined_.empty()) begin_ = offset;
      in_frame_ = true;
      is_last_ = commits(bytes);
      joined_ += bytes;
      return SQLITE_OK;
    }
    if (in_frame_ && !is_head && offset == end_ + kFrameHeadBytes) return join_page(bytes);
    return write_apart(bytes, offset);
  }

  /// Writes what there is.
  int flush() {
    in_frame_ = false;
    if (joined_.empty()) return SQLITE_OK;
    const int code = write_joined();
    if (code != SQLITE_OK) end_ = kUnknown;
    joined_.clear();
    if (joined_.capacity() > 2 * kJoinedMax) joined_ = std::string();
    return code;
  }

  /// The same before anything else is done with the file. What is written next may be anywhere:
  /// SQLite goes back to frames that it has read again.
  int settle() {
    const int code = flush();
    end_ = kUnknown;
    return code;
  }

 private:
  int join_page(std::string_view page) {
    joined_ += page;
    in_frame_ = false;
    end_ += kFrameHeadBytes + static_cast<sqlite3_int64>(page.size());
    return is_last_ || joined_.size() >= kJoinedMax ? flush() : SQLITE_OK;
  }

  int write_joined() {
    std::string_view rest = joined_;
    for (sqlite3_int64 offset = begin_; !rest.empty();) {
      const std::size_t size = std::min(rest.size(), kWrittenMax);
      const int code = file_->pMethods->xWrite(file_, rest.data(), static_cast<int>(size), offset);
      if (code != SQLITE_OK) return code;
      rest.remove_prefix(size);
      offset += static_cast<sqlite3_int64>(size);
    }
    return SQLITE_OK;
  }

  int write_apart(std::string_view bytes, sqlite3_int64 offset) {
    if (const int code = flush(); code != SQLITE_OK) return code;
    const int code =
        file_->pMethods->xWrite(file_, bytes.data(), static_cast<int>(bytes.size()), offset);
    const auto size = static_cast<sqlite3_int64>(bytes.size());
    const bool is_frame = offset == std::exchange(head_end_, kUnknown);
    const bool is_log_header = offset == 0 && size == kLogHeaderBytes;
    if (size == kFrameHeadBytes) head_end_ = offset + size;
    end_ = code == SQLITE_OK && (is_frame || is_log_header) ? offset + size : kUnknown;
    return code;
  }

  sqlite3_file* const file_;
  std::string joined_;
  sqlite3_int64 begin_ = 0;            ///< where joined_ belongs
  sqlite3_int64 end_ = kUnknown;       ///< of the last whole frame: where the next one is expected
  sqlite3_int64 head_end_ = kUnknown;  ///< of a frame head that was written by itself
  bool in_frame_ = false;              ///< joined_ ends with a frame head
  bool is_last_ = false;               ///< which commits
};

/// What SQLite has of a log. The system's own file stands behind it in the same memory.
struct LogFile {
  sqlite3_file as_sqlite_knows_it;
  LogFrames* frames;
};

LogFrames& frames_of(sqlite3_file* file) {
  return *reinterpret_cast<LogFile*>(file)->frames;
}

sqlite3_file* own(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<LogFile*>(file) + 1);
}

int write_log(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  try {
    return frames_of(file).write({static_cast<const char*>(bytes), static_cast<std::size_t>(size)},
                                 offset);
  } catch (const std::bad_alloc&) {
    return SQLITE_IOERR_NOMEM;
  }
}

int close_log(sqlite3_file* file) {
  const std::unique_ptr<LogFrames> frames(&frames_of(file));
  frames->flush();
  return own(file)->pMethods->xClose(own(file));
}

/// Does something else with the file, behind what is to be written.
template <typename Method, typename... Arguments>
int settled(Method sqlite3_io_methods::*method, sqlite3_file* file, Arguments... arguments) {
  if (const int code = frames_of(file).settle(); code != SQLITE_OK) return code;
  return (own(file)->pMethods->*method)(own(file), arguments...);
}

sqlite3_io_methods log_methods() {
  sqlite3_io_methods methods{};
  methods.iVersion = 1;
  methods.xClose = close_log;
  methods.xWrite = write_log;
  methods.xRead = [](sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
    return settled(&sqlite3_io_methods::xRead, file, bytes, size, offset);
  };
  methods.xTruncate = [](sqlite3_file* file, sqlite3_int64 size) {
    return settled(&sqlite3_io_methods::xTruncate, file, size);
  };
  methods.xSync = [](sqlite3_file* file, int flags) {
    return settled(&sqlite3_io_methods::xSync, file, flags);
  };
  methods.xFileSize = [](sqlite3_file* file, sqlite3_int64* size) {
    return settled(&sqlite3_io_methods::xFileSize, file, size);
  };
  methods.xLock = [](sqlite3_file* file, int level) {
    return own(file)->pMethods->xLock(own(file), level);
  };
  methods.xUnlock = [](sqlite3_file* file, int level) {
    return own(file)->pMethods->xUnlock(own(file), level);
  };
  methods.xCheckReservedLock = [](sqlite3_file* file, int* is_locked) {
    return own(file)->pMethods->xCheckReservedLock(own(file), is_locked);
  };
  methods.xFileControl = [](sqlite3_file* file, int operation, void* argument) {
    return own(file)->pMethods->xFileControl(own(file), operation, argument);
  };
  methods.xSectorSize = [](sqlite3_file* file) {
    return own(file)->pMethods->xSectorSize(own(file));
  };
  methods.xDeviceCharacteristics = [](sqlite3_file* file) {
    return own(file)->pMethods->xDeviceCharacteristics(own(file));
  };
  return methods;
}

/// The system's VFS, to which files belong for good.
sqlite3_vfs* system_vfs() {
  static sqlite3_vfs* const kVfs = sqlite3_vfs_find("unix");
  return kVfs;
}

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_out) {
  sqlite3_vfs* const system = system_vfs();
  if ((flags & SQLITE_OPEN_WAL) == 0) return system->xOpen(system, name, file, flags, flags_out);
  static const sqlite3_io_methods kMethods = log_methods();
  auto* const log = reinterpret_cast<LogFile*>(file);
  log->as_sqlite_knows_it.pMethods = nullptr;
  log->frames = new (std::nothrow) LogFrames(own(file));
  if (log->frames == nullptr) return SQLITE_NOMEM;
  const int code = system->xOpen(system, name, own(file), flags, flags_out);
  if (code == SQLITE_OK) {
    log->as_sqlite_knows_it.pMethods = &kMethods;
  } else {
    delete log->frames;
  }
  return code;
}

sqlite3_vfs made_vfs() {
  sqlite3_vfs vfs = *system_vfs();
  vfs.szOsFile += static_cast<int>(sizeof(LogFile));
  vfs.zName = "hookline";
  vfs.pNext = nullptr;
  vfs.xOpen = open_file;
  return vfs;
}

}  // namespace

const char* joined_log_writes() {
  if (system_vfs() == nullptr) return nullptr;
  static sqlite3_vfs vfs = made_vfs();
  static const int kCode = sqlite3_vfs_register(&vfs, 0);
  return kCode == SQLITE_OK ? vfs.zName : nullptr;
}

}  // namespace hookline
