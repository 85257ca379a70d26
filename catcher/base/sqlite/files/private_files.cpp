#include "catcher/base/sqlite/files/private_files.h"

#include <sys/stat.h>
#include <unistd.h>

namespace hookline {

void make_private(const std::string& file) {
  // By name: closing a handle of the file would let go of SQLite's locks on it.
  for (const char* beside : {"", "-wal", "-shm"}) {
    const std::string path = file + beside;
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) continue;
    if (status.st_uid == ::geteuid() && (status.st_mode & 077) != 0) {
      (void)::chmod(path.c_str(), status.st_mode & 0700);
    }
  }
}

}  // namespace hookline
