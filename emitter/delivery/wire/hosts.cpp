#include "emitter/delivery/wire/hosts.h"

#include "emitter/delivery/wire/client_connection.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace hookline {
namespace {

/// What is remembered of URLs is forgotten beyond so many, and worked out anew.
constexpr std::size_t kTargetsMax = 65'536;

}  // namespace

std::shared_ptr<const Target> Hosts::target_of(const std::shared_ptr<const Url>& url) {
  const auto known = targets_.find(url.get());
  if (known != targets_.end()) return known->second;
  if (targets_.size() >= kTargetsMax) targets_.clear();
  std::string forbidden = wire_.guard.problem_with_host(url->host());
  HostPool* pool = forbidden.empty() ? &pool_of(*url) : nullptr;
  RequestHead head(*url, wire_.options.user_agent, wire_.options.run);
  auto target =
      std::make_shared<const Target>(Target{url, std::move(head), pool, std::move(forbidden)});
  return targets_.emplace(url.get(), std::move(target)).first->second;
}

HostPool& Hosts::pool_of(const Url& url) {
  auto& pool = pools_[wire_.options.shares_connections ? url.origin() : url.text()];
  if (!pool) pool = std::make_unique<HostPool>(url, wire_);
  return *pool;
}

std::vector<Job> Hosts::take_waiting(ReceiverId receiver) {
  std::vector<Job> all;
  for (const auto& [place, pool] : pools_) {
    auto taken = pool->take_waiting(receiver);
    std::move(taken.begin(), taken.end(), std::back_inserter(all));
  }
  return all;
}

void Hosts::cancel() {
  for (const auto& [place, pool] : pools_) pool->cancel();
}

}  // namespace hookline
