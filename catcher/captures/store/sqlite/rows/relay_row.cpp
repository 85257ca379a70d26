#include "catcher/captures/store/sqlite/rows/relay_row.h"

#include "catcher/captures/store/sqlite/rows/packed_headers.h"

#include <algorithm>

namespace hookline {

const std::string_view kRelayTable = R"(
CREATE TABLE IF NOT EXISTS relay (
  number INTEGER PRIMARY KEY,  -- grows
  capture INTEGER NOT NULL,
  kind INTEGER NOT NULL,       -- 0 forward, 1 replay
  kept_bytes INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  recipient TEXT NOT NULL,
  edited TEXT NOT NULL,        -- words with a space between them
  status INTEGER NOT NULL,
  duration_us INTEGER NOT NULL,
  error TEXT NOT NULL,
  body_bytes INTEGER NOT NULL,
  headers BLOB NOT NULL,
  body BLOB NOT NULL
))";

const std::string_view kRelayIndex =
    "CREATE INDEX IF NOT EXISTS relay_of_capture ON relay (capture, number)";

const std::string_view kInsertRelay =
    "INSERT INTO relay (capture, kind, kept_bytes, at_us, recipient, edited, status, duration_us, "
    "error, body_bytes, headers, body) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)";

const std::string_view kSelectRelays =
    "SELECT kind, at_us, recipient, edited, status, duration_us, error, body_bytes, headers, body "
    "FROM relay WHERE capture = ? ORDER BY number";

const std::string_view kTrimReplays =
    "DELETE FROM relay WHERE number IN (SELECT number FROM relay "
    "WHERE capture = ? AND kind = 1 ORDER BY number DESC LIMIT -1 OFFSET ?) RETURNING kept_bytes";

namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const auto word = text.substr(0, text.find(' '));
    words.emplace_back(word);
    text.remove_prefix(std::min(word.size() + 1, text.size()));
  }
  return words;
}

}  // namespace

void bind_relay(SqliteStatement& insert, std::int64_t capture_id, const Relay& relay,
                RelayRowParts& parts) {
  parts = {packed(relay.headers), joined(relay.edited)};
  int parameter = 0;
  insert.bind(++parameter, capture_id);
  insert.bind(++parameter, relay.kind == RelayKind::kReplay ? 1 : 0);
  insert.bind(++parameter, static_cast<std::int64_t>(kept_bytes(relay)));
  insert.bind(++parameter, relay.at_us);
  insert.bind_text(++parameter, relay.to);
  insert.bind_text(++parameter, parts.edited);
  insert.bind(++parameter, relay.status);
  insert.bind(++parameter, relay.duration_us);
  insert.bind_text(++parameter, relay.error);
  insert.bind(++parameter, static_cast<std::int64_t>(relay.body_bytes));
  insert.bind_blob(++parameter, parts.headers);
  insert.bind_blob(++parameter, relay.body);
}

Relay read_relay(const SqliteStatement& row) {
  int column = 0;
  Relay relay;
  relay.kind = row.integer(column++) == 1 ? RelayKind::kReplay : RelayKind::kForward;
  relay.at_us = row.integer(column++);
  relay.to = row.bytes(column++);
  relay.edited = split(row.bytes(column++));
  relay.status = static_cast<int>(row.integer(column++));
  relay.duration_us = row.integer(column++);
  relay.error = row.bytes(column++);
  relay.body_bytes = static_cast<std::uint64_t>(row.integer(column++));
  relay.headers = unpacked(row.bytes(column++));
  relay.body = row.bytes(column++);
  return relay;
}

}  // namespace hookline
