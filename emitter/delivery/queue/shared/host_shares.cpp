#include "emitter/delivery/queue/shared/host_shares.h"

#include <algorithm>

namespace hookline {
namespace {

constexpr std::int64_t kHeldMin = 64;
constexpr std::int64_t kHeldMax = 20'000;
constexpr std::int64_t kShareMin = 16;
constexpr std::int64_t kSecondUs = 1'000'000;

}  // namespace

void HostShares::add_host(std::int64_t host) {
  const auto place = std::lower_bound(hosts_.begin(), hosts_.end(), host);
  if (place != hosts_.end() && *place == host) return;
  hosts_.insert(place, host);
  states_[host].share = kHeldMin;
}

void HostShares::set_limit(std::size_t limit, std::size_t workers, std::size_t place_among_them) {
  limit_ = limit;
  workers_ = std::max<std::size_t>(1, workers);
  place_ = place_among_them;
}

std::vector<HostShares::Share> HostShares::next(std::int64_t now_us, std::size_t most) {
  std::vector<Share> shares;
  for (std::size_t seen = 0; seen < hosts_.size() && shares.size() < kHostsAtOnce; ++seen) {
    next_ = (next_ + 1) % hosts_.size();
    const std::int64_t host = hosts_[next_];
    State& state = states_[host];
    const std::int64_t room = this->room(host, state, now_us);
    if (room <= 0) continue;
    shares.push_back({host, std::min({room, state.share, static_cast<std::int64_t>(most)})});
  }
  scale(shares, static_cast<std::int64_t>(most) * 2);
  return shares;
}

/// So that they come to no more.
void HostShares::scale(std::vector<Share>& shares, std::int64_t most) {
  std::int64_t all = 0;
  for (const Share& share : shares) all += share.most;
  if (all <= most) return;
  for (Share& share : shares) {
    share.most = std::max<std::int64_t>(1, share.most * most / all);
  }
}

void HostShares::note_leased(std::int64_t host, std::int64_t asked, std::int64_t got) {
  State& state = states_[host];
  const std::int64_t next = got >= asked ? std::max(state.share, asked * 2) : got * 2;
  state.share = std::clamp(next, kShareMin, kHeldMax);
}

std::vector<std::int64_t> HostShares::with_room(std::int64_t now_us) {
  std::vector<std::int64_t> hosts;
  for (const std::int64_t host : hosts_) {
    if (room(host, states_[host], now_us) > 0) hosts.push_back(host);
  }
  return hosts;
}

void HostShares::let_go(std::int64_t host, std::int64_t now_us, bool has_ended) {
  State& state = states_[host];
  --state.held;
  if (!has_ended) return;
  turn_second(state, now_us);
  ++state.ended;
}

void HostShares::turn_second(State& state, std::int64_t now_us) {
  const std::int64_t second = now_us / kSecondUs;
  if (second == state.second) return;
  state.ended_before = second == state.second + 1 ? state.ended : 0;
  state.ended = 0;
  state.second = second;
}

std::int64_t HostShares::room(std::int64_t host, State& state, std::int64_t now_us) const {
  turn_second(state, now_us);
  const std::int64_t lately = std::max(state.ended * 2, state.ended_before);
  std::int64_t most = std::clamp(lately, kHeldMin, kHeldMax);
  if (limit_ > 0) {
    // What doesn't divide evenly goes to other workers at each host.
    const std::size_t turn = (place_ + static_cast<std::size_t>(host)) % workers_;
    const std::size_t part = limit_ / workers_ + (turn < limit_ % workers_ ? 1 : 0);
    most = std::min(most, static_cast<std::int64_t>(part));
  }
  return most - state.held;
}

}  // namespace hookline
