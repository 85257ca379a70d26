#include "emitter/delivery/wire/connection_budget.h"

#include <algorithm>
#include <utility>

#include <sys/resource.h>

namespace hookline {
namespace {

constexpr std::size_t kFirstsMax = 1024;
constexpr std::size_t kConnectionsMax = 65'536;
constexpr std::size_t kOtherFiles = 64;

}  // namespace

ConnectionBudget::ConnectionBudget(std::size_t connections_max, std::chrono::milliseconds idle,
                                   Watch watch)
    : max_(std::max<std::size_t>(1, connections_max)),
      shared_max_(max_ - std::min(max_ / 4, kFirstsMax)),
      idle_(idle),
      watch_(std::move(watch)) {}

bool ConnectionBudget::take(RoomSeeker& host, std::size_t has) {
  redeem(host);
  while (open_ + promised_ >= limit_of(has)) {
    if (!close_longest_idle()) return seek(host, has == 0);
  }
  if (host.is_linked()) host.unlink();
  ++open_;
  return true;
}

/// A host that seeks already keeps its turn.
bool ConnectionBudget::seek(RoomSeeker& host, bool first) {
  if (host.is_linked() && host.seeks_first_ == first) return false;
  if (host.is_linked()) host.unlink();
  host.seeks_first_ = first;
  (first ? seeking_first_ : seeking_more_).push_back(host);
  return false;
}

void ConnectionBudget::give_back() {
  --open_;
  tell_next();
}

void ConnectionBudget::pass_on(RoomSeeker& host) {
  redeem(host);
  tell_next();
}

void ConnectionBudget::redeem(RoomSeeker& host) {
  if (std::exchange(host.has_promise_, false)) --promised_;
}

void ConnectionBudget::tell_next() {
  const std::size_t taken = open_ + promised_;
  if (taken < max_ && !seeking_first_.empty()) {
    tell_next_of(seeking_first_);
  } else if (taken < shared_max_ && !seeking_more_.empty()) {
    tell_next_of(seeking_more_);
  }
}

void ConnectionBudget::tell_next_of(List<RoomSeeker>& seeking) {
  RoomSeeker& host = seeking.front();
  host.unlink();
  host.has_promise_ = true;
  ++promised_;
  host.on_room();
}

bool ConnectionBudget::keep(IdleConnection& connection) {
  const bool is_wanted = is_short() || (!seeking_more_.empty() && open_ <= shared_max_);
  if (is_wanted || idle_.count() == 0) return false;
  connection.round_ = round_;
  idle_connections_.push_back(connection);
  if (!is_watched_) {
    is_watched_ = true;
    watch_(*this, Clock::now() + idle_ / 2);
  }
  return true;
}

/// A look every half of the time: what was laid aside before the look before last goes. No clock is
/// read for each delivery.
void ConnectionBudget::expire() {
  ++round_;
  while (!idle_connections_.empty() && round_ - idle_connections_.front().round_ > 2) {
    close_longest_idle();
  }
  is_watched_ = !idle_connections_.empty();
  if (is_watched_) watch_(*this, Clock::now() + idle_ / 2);
}

bool ConnectionBudget::close_longest_idle() {
  if (idle_connections_.empty()) return false;
  IdleConnection& longest = idle_connections_.front();
  longest.unlink();
  longest.close_idle();
  return true;
}

std::size_t connections_that_the_system_allows() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) {
    return kConnectionsMax;
  }
  const auto files = static_cast<std::size_t>(limit.rlim_cur);
  return std::clamp<std::size_t>(files, kOtherFiles + 1, kConnectionsMax + kOtherFiles) -
         kOtherFiles;
}

}  // namespace hookline
