#pragma once

#include "catcher/base/sqlite/sqlite_file.h"

#include <cstdint>
#include <string>

namespace hookline {

/// Looks where a database file is to be, without opening it: closing it again would let go of
/// SQLite's locks, where this process has it open. Throws Failure(kCannotRun) where `file` is
/// empty, where it is there and no plain file, and where its folder isn't there or can't be
/// written.
void vet_place(const std::string& file, const SqliteFileKind& kind);

/// Throws the Failure that says so; `problem` is an errno.
[[noreturn]] void refuse_unwritable(const std::string& file, const SqliteFileKind& kind,
                                    int problem);
/// Throws Failure(kCannotRun) where a file has several names (hard links): each would have a log of
/// its own beside it, and they would tear the file apart.
void vet_number_of_names(const std::string& file, const SqliteFileKind& kind, std::uintmax_t names);

}  // namespace hookline
