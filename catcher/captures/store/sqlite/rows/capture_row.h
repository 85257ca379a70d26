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

/// How much of a row is read: as CapturePart says, or with kSize the id and two sizes alone, that
/// of the head in head_bytes and that of all that is kept in body_bytes.
enum class RowPart { kSize, kHead, kStart, kWhole };
/// The columns that read_capture() wants, in its order.
std::string capture_columns(RowPart part);

/// Binds all parameters of kInsertCapture. The capture must last until the next reset, and so must
/// `reply_headers`, into which the headers are packed.
void bind_capture(SqliteStatement& insert, std::int64_t id, const Capture& capture,
                  std::string& reply_headers);
Capture read_capture(const SqliteStatement& row, RowPart part);

/// Binds all parameters of kUpdateReply, which gives a row another reply and adds `more_us` to its
/// duration. The reply and `headers` must last until the next reset, as above.
extern const std::string_view kUpdateReply;
void bind_reply(SqliteStatement& update, std::int64_t id, const CaptureReply& reply,
                std::int64_t more_us, std::string& headers);

}  // namespace hookline
