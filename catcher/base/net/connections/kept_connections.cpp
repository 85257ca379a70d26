#include "catcher/base/net/connections/kept_connections.h"

#include "catcher/base/process/diagnostics.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace hookline {

OutgoingConnectionPtr KeptConnections::take(const std::string& origin) {
  const auto found = receivers_.find(origin);
  if (found == receivers_.end() || !found->second.is_trusted) return nullptr;
  Receiver& receiver = found->second;
  if (receiver.idle.empty()) return nullptr;
  // The one that was used last is the least likely to be closed at this moment.
  OutgoingConnectionPtr connection = std::move(receiver.idle.back().connection);
  receiver.idle.pop_back();
  --count_;
  if (connection->is_quiet()) return connection;
  put_on_trial(receiver);
  return nullptr;
}

void KeptConnections::put(const std::string& origin, OutgoingConnectionPtr connection) {
  if (count_ >= options_.connections_max || connection->age() > options_.age_max) return;
  const auto [entry, is_new] = receivers_.try_emplace(origin);
  Receiver& receiver = entry->second;
  if (is_new) receiver.trial = options_.trial;
  if (receiver.is_given_up || (!receiver.is_trusted && !receiver.idle.empty())) return;
  connection->acknowledge_now();
  receiver.idle.push_back({std::move(connection), Clock::now()});
  ++count_;
  if (!is_watched_) watch();
}

void KeptConnections::distrust(const std::string& origin) {
  const auto found = receivers_.find(origin);
  if (found != receivers_.end()) put_on_trial(found->second);
}

void KeptConnections::give_up(const std::string& origin) {
  const auto found = receivers_.find(origin);
  if (found == receivers_.end() || std::exchange(found->second.is_given_up, true)) return;
  put_on_trial(found->second);
  warn(
      fmt::format("{} answered a request on a connection that had carried others with an error "
                  "and closed it, as servers do that leave a body unread; from now on each "
                  "request to it has a connection of its own",
                  origin));
}

bool KeptConnections::clear() {
  const bool had_some = count_ > 0;
  for (auto& [origin, receiver] : receivers_) close_all(receiver);
  timer_.cancel();
  return had_some;
}

void KeptConnections::close_all(Receiver& receiver) {
  count_ -= receiver.idle.size();
  receiver.idle.clear();
}

void KeptConnections::put_on_trial(Receiver& receiver) {
  close_all(receiver);
  receiver.is_trusted = false;
  receiver.trial = options_.idle_max;
}

/// Whoever is closed by its receiver, or sent something unasked, shows that others would be.
void KeptConnections::look_after(Receiver& receiver, Clock::time_point now) {
  const bool all_quiet = std::all_of(receiver.idle.begin(), receiver.idle.end(),
                                     [](const Idle& one) { return one.connection->is_quiet(); });
  if (!all_quiet) return put_on_trial(receiver);
  if (!receiver.idle.empty() && now - receiver.idle.front().since >= receiver.trial) {
    receiver.is_trusted = true;
  }
  count_ -= std::erase_if(receiver.idle,
                          [&](const Idle& one) { return now - one.since >= options_.idle_max; });
}

/// Looks at all of them now and then, while there are any: a wait of each socket's own would cost
/// more than a look at it.
void KeptConnections::watch() {
  is_watched_ = true;
  timer_.expires_after(std::min(options_.trial, options_.idle_max));
  timer_.async_wait([this](const auto& error) {
    is_watched_ = false;
    const auto now = Clock::now();
    if (!error) {
      for (auto& [origin, receiver] : receivers_) look_after(receiver, now);
    }
    if (count_ > 0) watch();
  });
}

}  // namespace hookline
