#pragma once

#include "catcher/captures/store/capture_store.h"
#include "catcher/captures/store/sqlite/sqlite_readers.h"

namespace hookline {

/// The query's answer, whose ids go up to `last`. Where the filter asks for what no index knows and
/// much is to be looked at, the range is split and its parts are scanned side by side. Captures
/// that meet the filter near the end asked for are found without that, as people mostly look for
/// what just came.
Captures split_scan(SqliteReaders& readers, const CaptureQuery& query, RowPart part,
                    std::int64_t last);

}  // namespace hookline
