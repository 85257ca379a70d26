#pragma once

#include "catcher/base/sqlite/sqlite_connection.h"
#include "catcher/captures/relay.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hookline {

/// How a relay lies in the table `relay`, beside the row of its capture.
extern const std::string_view kRelayTable;
extern const std::string_view kRelayIndex;
extern const std::string_view kInsertRelay;
/// The rows of one capture, oldest first, in the columns that read_relay() wants.
extern const std::string_view kSelectRelays;
/// Deletes the replays of one capture beyond so many of the newest, and yields the bytes of each.
/// Parameters: capture, how many.
extern const std::string_view kTrimReplays;

/// Into which parts of a relay are packed for its row; must last until the next reset.
struct RelayRowParts {
  std::string headers;
  std::string edited;
};
/// Binds all parameters of kInsertRelay. The relay must last until the next reset.
void bind_relay(SqliteStatement& insert, std::int64_t capture_id, const Relay& relay,
                RelayRowParts& parts);
Relay read_relay(const SqliteStatement& row);

}  // namespace hookline
