#pragma once

#include <string>

namespace hookline {

/// Takes away what others than the owner may do with a database file and with what SQLite keeps
/// beside it: captures hold passwords and keys. Where the files are somebody else's, they stay as
/// they are. To be called while the file is open: SQLite gives what it makes later the same rights.
void make_private(const std::string& file);

}  // namespace hookline
