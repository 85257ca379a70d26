#pragma once

#include "emitter/delivery/timing/deadline_wheel.h"

#include <chrono>
#include <cstddef>
#include <functional>

#include <boost/intrusive/list.hpp>

namespace hookline {

// Connections are bounded over all hosts by the open files allowed; a host's first comes before
// another's second, and hosts take turns when there are fewer connections than hosts: dead hosts
// hold what they have until their deadlines, and must not hold everything.

using BudgetHook =
    boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>>;

/// A connection between two deliveries, which the budget may close to make room for another. Its
/// destructor takes it off the budget's list.
class IdleConnection : public BudgetHook {
 public:
  virtual ~IdleConnection() = default;
  virtual void close_idle() = 0;

 private:
  friend class ConnectionBudget;
  unsigned round_ = 0;  ///< in which it was laid aside
};

/// A host that may want one more connection.
class RoomSeeker : public BudgetHook {
 public:
  virtual ~RoomSeeker() = default;
  /// One connection is reserved for this host. It takes it, or doesn't, and then calls the budget's
  /// pass_on(): soon, as the room is kept free until then, but not from within this call.
  virtual void on_room() = 0;

 private:
  friend class ConnectionBudget;
  bool seeks_first_ = false;
  bool has_promise_ = false;
};

/// How many connections a loop may have over all its hosts, each of which is an open file. A host
/// without any comes before those that want more: the last quarter is kept for first connections,
/// and while a host has to wait for its first, the others give theirs up after each delivery. So
/// many slow hosts can't keep the emitter from reaching the others.
class ConnectionBudget final : private Deadline {
 public:
  using Watch = std::function<void(Deadline&, Clock::time_point)>;

  /// Those that have been idle for `idle` are closed, up to half as long again later; at once when
  /// it is 0. `watch` is asked to call at deadlines.
  ConnectionBudget(std::size_t connections_max, std::chrono::milliseconds idle, Watch watch);

  /// Whether a host that has so many may open another; may close one that is idle elsewhere. If
  /// not, its on_room() is called in its turn.
  bool take(RoomSeeker& host, std::size_t has);
  /// Counts a connection that takes the place of one which is about to be closed.
  void take_over() { ++open_; }
  /// One was closed.
  void give_back();
  /// A host that was told of room has taken what it wanted, or nothing.
  void pass_on(RoomSeeker& host);

  /// Whether the connection, which has nothing to do now, is kept; else the pool closes it.
  bool keep(IdleConnection& connection);
  /// Whether a host waits for its first connection.
  bool is_short() const { return !seeking_first_.empty(); }

 private:
  void expire() override;
  bool close_longest_idle();
  bool seek(RoomSeeker& host, bool first);
  std::size_t limit_of(std::size_t has) const { return has == 0 ? max_ : shared_max_; }

  template <typename T>
  using List = boost::intrusive::list<T, boost::intrusive::constant_time_size<false>>;

  void redeem(RoomSeeker& host);
  void tell_next();
  void tell_next_of(List<RoomSeeker>& seeking);

  const std::size_t max_;
  const std::size_t shared_max_;  ///< beyond, only first connections
  const std::chrono::milliseconds idle_;
  const Watch watch_;
  std::size_t open_ = 0;
  std::size_t promised_ = 0;
  List<IdleConnection> idle_connections_;  ///< the one idle longest at the front
  unsigned round_ = 0;
  bool is_watched_ = false;
  List<RoomSeeker> seeking_first_;
  List<RoomSeeker> seeking_more_;
};

/// As many as this process may open, less some for all else.
std::size_t connections_that_the_system_allows();

}  // namespace hookline
