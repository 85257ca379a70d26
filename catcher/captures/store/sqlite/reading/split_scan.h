#pragma once

#include "catcher/captures/store/sqlite/reading/sqlite_readers.h"

namespace hookline {

/// The captures that the query asks for; `last` is the highest id in the store. No index helps with
/// a filter, so a long range of ids is split, and several threads scan its parts. First one thread
/// looks near the end that is asked for, and mostly that will do: people look for what just came.
Captures split_scan(SqliteReaders& readers, const CaptureQuery& query, RowPart part,
                    std::int64_t last);

}  // namespace hookline
