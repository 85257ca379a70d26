#pragma once

#include "catcher/base/sqlite/sqlite_connection.h"
#include "catcher/base/sqlite/sqlite_file.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

// A journal's file: its tables, and the lists of numbers in them.

inline constexpr SqliteFileKind kJournalFile = {
    .application_id = 0x484b4c4a,  // "HKLJ"
    .version = 1,
    .page_bytes = 4096,
    .noun = "journal",
    .alternative = "",
    .room_advice = ", then start again with the same journal"};

/// The open file, which has its tables now and is its owner's alone to read. Throws as
/// prepare_sqlite_file() does.
SqliteConnection& prepared_journal(SqliteConnection& connection, const std::string& file);

/// The words of a blob; where it is damaged, fewer than it has bytes for.
std::vector<std::uint64_t> words_in(std::string_view bytes);
std::string_view bytes_of(std::span<const std::uint64_t> words);

[[noreturn]] void refuse_damage(const std::string& file, std::string_view what);

}  // namespace hookline
