#include "catcher/wire/limits/connection_shares.h"

#include <algorithm>

#include <sys/resource.h>

namespace hookline {
namespace {

constexpr std::size_t kCatchingMax = 20'000;
constexpr std::size_t kPageMax = 1'000;
constexpr std::size_t kFewest = 8;
/// For the store and its readers, its log, rules, listening sockets.
constexpr std::size_t kOtherFiles = 64;

std::size_t without(std::size_t files, std::size_t taken) {
  return files - std::min(files, taken);
}

}  // namespace

ConnectionShares share_out(std::size_t open_files) {
  const std::size_t free = without(open_files, kOtherFiles);
  const std::size_t page = std::clamp(free / 8, kFewest, kPageMax);
  // A forwarded request takes a second connection, to the app.
  const std::size_t forwarding = free / 8;
  const std::size_t rest = without(free, page + forwarding);
  return {std::clamp(rest, kFewest, kCatchingMax), page, forwarding};
}

std::size_t open_files_allowed() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
  return static_cast<std::size_t>(limit.rlim_cur);
}

}  // namespace hookline
