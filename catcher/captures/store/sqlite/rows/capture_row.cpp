#include "catcher/captures/store/sqlite/rows/capture_row.h"

#include "catcher/captures/store/searches/capture_query.h"
#include "catcher/captures/store/sqlite/rows/packed_headers.h"
#include "catcher/captures/views/capture_view.h"

#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace hookline {

// `raw_bytes` is what the row counts against the store's limit: the capture's kept_bytes() and
// those of its relays. `target` is null where it is the same as `path`.
//
// Three things came later, and new columns would have made the files of older versions unreadable:
// - The number of the rule that answered is the value of a first reply header without a name. No
//   real header can have an empty name.
// - The body of the answer stands behind the reply headers, as its bytes are. A header without a
//   name, whose value is "=" and the size of the whole body, comes before it.
// - `client_port` holds the framing above its 16 bits, as its number plus 1. Rows of older versions
//   have 0 there.
const std::string_view kCaptureTable = R"(
CREATE TABLE capture (
  id INTEGER PRIMARY KEY,
  raw_bytes INTEGER NOT NULL,
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  channel TEXT NOT NULL,
  status INTEGER NOT NULL,
  target TEXT,
  received_us INTEGER NOT NULL,
  duration_us INTEGER NOT NULL,
  client_ip TEXT NOT NULL,
  client_port INTEGER NOT NULL,
  version TEXT NOT NULL,
  body_bytes INTEGER NOT NULL,
  complete INTEGER NOT NULL,
  truncated INTEGER NOT NULL,
  refusal TEXT NOT NULL,
  delay_ms INTEGER NOT NULL,
  fault TEXT NOT NULL,
  reply_headers BLOB NOT NULL,
  head BLOB NOT NULL,
  body BLOB NOT NULL
))";

const std::string_view kInsertCapture =
    "INSERT INTO capture VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

const std::string_view kUpdateReply =
    "UPDATE capture SET status = ?, delay_ms = ?, fault = ?, reply_headers = ?, "
    "duration_us = duration_us + ? WHERE id = ?";

namespace {

enum Column {
  kId,
  kRawBytes,
  kMethod,
  kPath,
  kChannel,
  kStatus,
  kTarget,
  kReceivedUs,
  kDurationUs,
  kClientIp,
  kClientPort,
  kVersion,
  kBodyBytes,
  kComplete,
  kTruncated,
  kRefusal,
  kDelayMs,
  kFault,
  kReplyHeaders,
  kHead,
  kBody,
};

int parameter(Column column) {
  return static_cast<int>(column) + 1;
}

constexpr int kPortBits = 16;

std::int64_t packed_port(const Capture& capture) {
  const std::int64_t framing =
      capture.framing ? static_cast<std::int64_t>(*capture.framing) + 1 : 0;
  return framing << kPortBits | capture.client_port;
}

void unpack_port(std::int64_t packed, Capture& capture) {
  capture.client_port = static_cast<std::uint16_t>(packed);
  const std::int64_t framing = packed >> kPortBits;
  if (framing > 0 && framing - 1 <= static_cast<std::int64_t>(Framing::kFaulty)) {
    capture.framing = static_cast<Framing>(framing - 1);
  }
}

std::string packed_reply(const CaptureReply& reply) {
  std::string out;
  if (reply.rule) out += packed(Headers{{"", std::to_string(*reply.rule)}});
  out += packed(reply.headers);
  if (reply.body) out += packed(Headers{{"", fmt::format("={}", reply.body_bytes)}}) + *reply.body;
  return out;
}

template <class Number>
std::optional<Number> number_in(std::string_view digits) {
  Number number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return read.ec == std::errc() ? std::optional(number) : std::nullopt;
}

void unpack(std::string_view bytes, CaptureReply& reply) {
  while (!bytes.empty()) {
    Header header = take_packed(bytes);
    const std::string_view value = header.value;
    if (!header.name.empty()) {
      reply.headers.push_back(std::move(header));
    } else if (value.starts_with('=')) {
      reply.body_bytes = number_in<std::uint64_t>(value.substr(1)).value_or(0);
      reply.body = std::string(std::exchange(bytes, {}));
    } else {
      reply.rule = number_in<std::uint32_t>(value);
    }
  }
}

}  // namespace

std::string capture_columns(RowPart part) {
  constexpr std::string_view kAll =
      "id, raw_bytes, method, path, channel, status, target, received_us, duration_us, client_ip, "
      "client_port, version, body_bytes, complete, truncated, refusal, delay_ms, fault, "
      "reply_headers, head";
  switch (part) {
    case RowPart::kSize:
      return "id, length(head), raw_bytes";
    case RowPart::kHead:
      break;
    case RowPart::kStart:
      // SQLite knows the length without reading the body, but reads all of it for a part.
      return fmt::format("{}, CASE WHEN length(body) <= {} THEN substr(body, 1, {}) ELSE x'' END",
                         kAll, kBodyStartOfMax, kBodyStartBytes);
    case RowPart::kWhole:
      return fmt::format("{}, body", kAll);
  }
  return std::string(kAll);
}

void bind_capture(SqliteStatement& insert, std::int64_t id, const Capture& capture,
                  std::string& reply_headers) {
  reply_headers = packed_reply(capture.reply);
  const auto path = path_of(capture);
  insert.bind(parameter(kId), id);
  insert.bind(parameter(kRawBytes), static_cast<std::int64_t>(kept_bytes(capture)));
  insert.bind_text(parameter(kMethod), capture.method);
  insert.bind_text(parameter(kPath), path);
  insert.bind_text(parameter(kChannel), capture.channel);
  insert.bind(parameter(kStatus), capture.reply.status);
  if (path == capture.target) {
    insert.bind_null(parameter(kTarget));
  } else {
    insert.bind_text(parameter(kTarget), capture.target);
  }
  insert.bind(parameter(kReceivedUs), capture.received_us);
  insert.bind(parameter(kDurationUs), capture.duration_us);
  insert.bind_text(parameter(kClientIp), capture.client_ip);
  insert.bind(parameter(kClientPort), packed_port(capture));
  insert.bind_text(parameter(kVersion), capture.version);
  insert.bind(parameter(kBodyBytes), static_cast<std::int64_t>(capture.body_bytes));
  insert.bind(parameter(kComplete), capture.complete ? 1 : 0);
  insert.bind(parameter(kTruncated), capture.truncated ? 1 : 0);
  insert.bind_text(parameter(kRefusal), capture.refusal);
  insert.bind(parameter(kDelayMs), capture.reply.delay_ms);
  insert.bind_text(parameter(kFault), capture.reply.fault);
  insert.bind_blob(parameter(kReplyHeaders), reply_headers);
  insert.bind_blob(parameter(kHead), head_of(capture));
  insert.bind_blob(parameter(kBody), framed_body_of(capture));
}

namespace {

Capture size_in(const SqliteStatement& row) {
  Capture sizes;
  sizes.id = row.integer(0);
  sizes.head_bytes = static_cast<std::size_t>(row.integer(1));
  sizes.body_bytes = static_cast<std::uint64_t>(row.integer(2));
  return sizes;
}

}  // namespace

Capture read_capture(const SqliteStatement& row, RowPart part) {
  if (part == RowPart::kSize) return size_in(row);
  const auto text = [&](Column column) { return std::string(row.bytes(column)); };
  Capture capture;
  capture.id = row.integer(kId);
  capture.method = text(kMethod);
  capture.target = row.is_null(kTarget) ? text(kPath) : text(kTarget);
  capture.channel = text(kChannel);
  capture.received_us = row.integer(kReceivedUs);
  capture.duration_us = row.integer(kDurationUs);
  capture.client_ip = text(kClientIp);
  unpack_port(row.integer(kClientPort), capture);
  capture.version = text(kVersion);
  capture.body_bytes = static_cast<std::uint64_t>(row.integer(kBodyBytes));
  capture.complete = row.integer(kComplete) != 0;
  capture.truncated = row.integer(kTruncated) != 0;
  capture.refusal = text(kRefusal);
  capture.reply.status = static_cast<int>(row.integer(kStatus));
  capture.reply.delay_ms = row.integer(kDelayMs);
  capture.reply.fault = text(kFault);
  unpack(row.bytes(kReplyHeaders), capture.reply);
  const auto head = row.bytes(kHead);
  const auto body = part == RowPart::kHead ? std::string_view() : row.bytes(kBody);
  capture.raw.reserve(head.size() + body.size());
  capture.raw.append(head).append(body);
  capture.head_bytes = head.size();
  return capture;
}

void bind_reply(SqliteStatement& update, std::int64_t id, const CaptureReply& reply,
                std::int64_t more_us, std::string& headers) {
  headers = packed_reply(reply);
  update.bind(1, reply.status);
  update.bind(2, reply.delay_ms);
  update.bind_text(3, reply.fault);
  update.bind_blob(4, headers);
  update.bind(5, more_us);
  update.bind(6, id);
}

}  // namespace hookline
