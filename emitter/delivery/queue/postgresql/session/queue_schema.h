#pragma once

#include <cstdint>
#include <string>

namespace hookline {

class PostgresConnection;

// Deliveries lie in blocks, each a partition of its own: what has ended goes away by dropping a
// block's tables as a whole, never row by row.

/// Turns the connection to that schema, and makes its tables where there are none. Returns what
/// marks the deliveries of this queue, for all time. Throws PostgresError; Failure(kCannotRun)
/// where the schema is a newer program's.
std::string open_queue_schema(PostgresConnection& connection, const std::string& schema);

/// The tables of one more block. In a transaction.
void create_block_tables(PostgresConnection& connection, std::int64_t block);
/// Not in a transaction. May be called again where it failed, also halfway.
void drop_block_tables(PostgresConnection& connection, std::int64_t block);

}  // namespace hookline
