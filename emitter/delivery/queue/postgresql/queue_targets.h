#pragma once

#include "emitter/delivery/queue/postgresql/session/postgres_session.h"

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace hookline {

/// The URLs that a queue's deliveries go to, kept once each and known by their numbers. What was
/// asked for once is remembered. One thread.
class QueueTargets {
 public:
  struct Place {
    std::int64_t target = 0;
    std::int64_t host = 0;
  };

  /// The session outlives it.
  explicit QueueTargets(PostgresSession& session) : session_(session) {}

  /// Before place_of() is asked for them: those that are new are written down.
  void learn(std::span<const std::string* const> urls);
  const Place& place_of(const std::string& url) const { return places_.at(url); }

  /// Before url_of() is asked for them.
  void read(const std::vector<std::int64_t>& targets);
  const std::string& url_of(std::int64_t target) const { return urls_.at(target); }
  bool knows(std::int64_t target) const { return urls_.contains(target); }

 private:
  PostgresSession& session_;
  std::unordered_map<std::string, Place> places_;
  std::unordered_map<std::int64_t, std::string> urls_;
};

}  // namespace hookline
