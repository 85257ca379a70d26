#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace hookline {

/// How much a worker takes of which host, so that one that is dead, slow or flooded costs the
/// others nothing: it may hold as many of a host's deliveries as lately ended there in a second,
/// and a few where none did. One thread.
class HostShares {
 public:
  struct Share {
    std::int64_t host = 0;
    std::int64_t most = 0;  ///< to be leased now
  };

  void add_host(std::int64_t host);
  /// The highest that is known; 0 without any.
  std::int64_t last_host() const { return hosts_.empty() ? 0 : hosts_.back(); }
  std::size_t hosts() const { return hosts_.size(); }
  /// No host gets more than this worker's part of so many, over all workers; 0: no such limit.
  void set_limit(std::size_t limit, std::size_t workers, std::size_t place_among_them);

  /// Of hosts with room, the next in turn, at most kHostsAtOnce. Together they may come to twice
  /// `most`, as there isn't as much everywhere.
  std::vector<Share> next(std::int64_t now_us, std::size_t most);
  /// What came of a share.
  void note_leased(std::int64_t host, std::int64_t asked, std::int64_t got);
  std::vector<std::int64_t> with_room(std::int64_t now_us);

  void hold(std::int64_t host) { ++states_[host].held; }
  /// Ended, or given back.
  void let_go(std::int64_t host, std::int64_t now_us, bool has_ended);

  static constexpr std::size_t kHostsAtOnce = 256;

 private:
  struct State {
    std::int64_t held = 0;
    std::int64_t share = 0;  ///< to be asked for next
    std::int64_t second = 0;
    std::int64_t ended = 0;  ///< in that second
    std::int64_t ended_before = 0;
  };
  std::int64_t room(std::int64_t host, State& state, std::int64_t now_us) const;
  static void scale(std::vector<Share>& shares, std::int64_t most);
  static void turn_second(State& state, std::int64_t now_us);

  std::vector<std::int64_t> hosts_;  ///< growing
  std::unordered_map<std::int64_t, State> states_;
  std::size_t next_ = 0;  ///< of hosts_
  std::size_t limit_ = 0;
  std::size_t workers_ = 1;
  std::size_t place_ = 0;
};

}  // namespace hookline
