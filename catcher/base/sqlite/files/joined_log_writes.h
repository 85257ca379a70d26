#pragma once

namespace hookline {

// SQLite writes each page of its write-ahead log with two calls, one for 24 bytes that stand before
// it. With transactions of a few small rows these calls are a good part of what storing costs.

/// The name of a VFS for sqlite3_open_v2(): the system's, but that what a transaction adds to the
/// write-ahead log goes out in one call (or a few, where it is large), at the latest with the frame
/// that commits it. The bytes and their order are the same, so that the file is what SQLite makes
/// it at every commit, and a failure to write is one of the commit. Null, for SQLite's own choice,
/// where there is no memory for it. Where several processes write to a file, they keep what isn't
/// committed out of the log (PRAGMA cache_spill = OFF): of a transaction that is rolled back a part
/// may wait to be written. Any thread.
const char* joined_log_writes();

}  // namespace hookline
