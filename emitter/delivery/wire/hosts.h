#pragma once

#include "emitter/delivery/wire/host_pool.h"
#include "emitter/delivery/wire/wire.h"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace hookline {

/// The hosts that a loop sends to, and what is known of each URL there.
class Hosts {
 public:
  /// The wire outlives it.
  explicit Hosts(Wire& wire) : wire_(wire) {}

  std::shared_ptr<const Target> target_of(const std::shared_ptr<const Url>& url);
  /// Takes out those to a receiver that wait for a connection.
  std::vector<Job> take_waiting(ReceiverId receiver);
  /// Ends all that is being sent, or waits for a connection.
  void cancel();

 private:
  HostPool& pool_of(const Url& url);

  Wire& wire_;
  std::unordered_map<std::string, std::unique_ptr<HostPool>> pools_;  ///< by origin, or URL
  std::unordered_map<const Url*, std::shared_ptr<const Target>> targets_;
};

}  // namespace hookline
