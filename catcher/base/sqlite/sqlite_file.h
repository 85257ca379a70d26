#pragma once

#include "catcher/base/process/failure.h"
#include "catcher/base/sqlite/sqlite_connection.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace hookline {

/// A kind of database file of ours: what tells it from others, and how it is spoken of.
struct SqliteFileKind {
  std::int64_t application_id = 0;
  std::int64_t version = 0;  ///< of its tables; a file of another one is refused
  std::int64_t page_bytes = 4096;
  std::string_view noun;         ///< in sentences: "the store FILE can't be written"
  std::string_view alternative;  ///< to naming another file, such as ", or use --store memory"
  std::string_view room_advice;  ///< what follows "free some space", such as ", or delete captures"
};

/// Throws the Failure that says so.
[[noreturn]] void refuse_other_program(const std::string& file, const SqliteFileKind& kind);

/// Makes an open file ready: vetted, with a write-ahead log, and `create` having made its tables
/// where it is new, all or nothing. Throws Failure(kCannotRun) for a file of another program or
/// version, and for what can't be written; SqliteError for a damaged one.
void prepare_sqlite_file(SqliteConnection& connection, const std::string& file,
                         const SqliteFileKind& kind,
                         const std::function<void(SqliteConnection&)>& create);

/// Whether it is a full disk, or a limit that is like one.
bool is_no_room(const SqliteError& error);

/// What an error means for who uses the file.
std::string sentence_for(const SqliteError& error, const std::string& file,
                         const SqliteFileKind& kind);

/// What nothing more is written to once it was moved or deleted: the sentence that says so.
std::string moved_sentence(const std::string& file, const SqliteFileKind& kind);

/// What work() gives. What it throws of the file becomes Failure(kCannotRun) with its sentence.
template <typename Work>
auto with_sentence(const std::string& file, const SqliteFileKind& kind, const Work& work) {
  try {
    return work();
  } catch (const SqliteError& error) {
    throw Failure(ExitCode::kCannotRun, sentence_for(error, file, kind));
  }
}

}  // namespace hookline
