#pragma once

#include "catcher/base/sqlite/sqlite_connection.h"
#include "catcher/captures/capture.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hookline {

/// How a capture lies in the table `capture`. What lists and filters look at stands first and the
/// bytes last, so that reading a row's start never touches the pages that a large body fills.
extern const std::string_view kCaptureTable;
extern const std::string_view kInsertCapture;

/// The columns that read_capture() wants, in its order. Without the body where `kHead`; `kStart`:
/// see CaptureQuery::body_starts; `kSize`: the id, and the sizes of the head and of all that is
/// kept.
enum class RowPart { kSize, kHead, kStart, kWhole };
std::string capture_columns(RowPart part);

/// Binds all parameters of kInsertCapture. The capture outlives the next reset. `reply_headers` is
/// where bytes that have no place in the capture are put; it must outlive it too.
void bind_capture(SqliteStatement& insert, std::int64_t id, const Capture& capture,
                  std::string& reply_headers);
Capture read_capture(const SqliteStatement& row, RowPart part);

/// Gives a row another reply, and `more_us` to its duration: binds all parameters of kUpdateReply.
/// The reply and `headers`, as reply_headers above, outlive the next reset.
extern const std::string_view kUpdateReply;
void bind_reply(SqliteStatement& update, std::int64_t id, const CaptureReply& reply,
                std::int64_t more_us, std::string& headers);

}  // namespace hookline
