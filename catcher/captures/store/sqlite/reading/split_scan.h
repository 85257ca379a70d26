#pragma once

#include "catcher/captures/store/sqlite/reading/sqlite_readers.h"

namespace hookline {

// A large store is scanned by several readers at once, the newest captures first by one: a text
// search looks at every capture, and an index on all text would cost each insert.

/// The captures that the query asks for; `last` is the highest id in the store. No index helps with
/// a filter, so a long range of ids is split, and several threads scan its parts. First one thread
/// looks near the end that is asked for, and mostly that will do: people look for what just came.
Captures split_scan(SqliteReaders& readers, const CaptureQuery& query, RowPart part,
                    std::int64_t last);

}  // namespace hookline
