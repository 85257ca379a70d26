#pragma once

#include "catcher/base/sqlite/sqlite_file.h"

#include <string>

namespace hookline {

/// Throws Failure(kCannotRun) where the open file is certainly none of ours, before SQLite looks at
/// it: it would tidy up another program's log. An empty file is as good as a new one.
void vet_header(int descriptor, const std::string& path, const SqliteFileKind& kind);

/// SQLite writes the files FILE-wal, FILE-shm and FILE-journal, and takes for its own what has such
/// a name. Throws Failure(kCannotRun) where one of them is a link, no regular file, or holds what
/// SQLite has never written; and, where FILE `is_new`, where a program still uses them, whose FILE
/// was taken away.
void vet_files_beside(const std::string& path, bool is_new, const SqliteFileKind& kind);

/// Removes these files; of a link the link itself, never what it leads to.
void remove_files_beside(const std::string& path);

}  // namespace hookline
