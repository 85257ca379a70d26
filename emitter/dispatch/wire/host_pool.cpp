#include "emitter/dispatch/wire/host_pool.h"

#include "emitter/dispatch/wire/client_connection.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <boost/asio/post.hpp>
#include <fmt/format.h>

namespace hookline {
namespace {

// A name's addresses are looked up again now and then, for a long run; a failure soon, yet not for
// each of a thousand waiting deliveries.
constexpr auto kGoodFor = std::chrono::seconds(30);
constexpr auto kFailureGoodFor = std::chrono::seconds(1);

}  // namespace

HostPool::HostPool(const Url& url, Wire& wire)
    : wire_(wire),
      is_https_(url.is_https()),
      port_(url.port()),
      host_(url.host()),
      name_(url.origin().substr(url.origin().find("://") + 3)) {}

HostPool::~HostPool() = default;

void HostPool::submit(Job job) {
  waiting_.push_back(std::move(job));
  pump();
  if (!waiting_.empty()) waiting_.back().ready = Clock::now();
}

void HostPool::pump() {
  while (!waiting_.empty()) {
    std::shared_ptr<ClientConnection> connection;
    if (!idle_.empty()) {
      connection = idle_.back()->shared_from_this();
      idle_.pop_back();
    } else if (connections_.size() < std::max<std::size_t>(1, wire_.options.connections_per_host)) {
      connection = open();
    } else {
      return;
    }
    Job job = std::move(waiting_.front());
    waiting_.pop_front();
    connection->start(std::move(job));
  }
}

std::shared_ptr<ClientConnection> HostPool::open() {
  return *connections_.insert(std::make_shared<ClientConnection>(*this)).first;
}

void HostPool::resend(Job job) {
  open()->start(std::move(job));
}

void HostPool::on_idle(ClientConnection& connection) {
  idle_.push_back(&connection);
  pump();
}

void HostPool::on_closed(ClientConnection& connection) {
  std::erase(idle_, &connection);
  connections_.erase(connection.shared_from_this());
  pump();
}

void HostPool::cancel() {
  for (const Job& job : std::exchange(waiting_, {})) {
    wire_.on_ended(job.ended_as(Outcome::kCancelled, 0, "the run was stopped first"));
  }
  for (const auto& connection : std::exchange(connections_, {})) connection->cancel();
}

void HostPool::find_addresses(const std::shared_ptr<ClientConnection>& connection) {
  if (Clock::now() < addresses_good_until_) return tell_addresses(connection);
  const auto known = addresses_without_lookup(host_);
  if (!known.empty()) {
    addresses_ = vetted(wire_.guard, host_, {known, {}});
    addresses_good_until_ = Clock::time_point::max();
    return tell_addresses(connection);
  }
  waiting_for_addresses_.push_back(connection);
  if (std::exchange(looking_up_, true)) return;
  look_up(host_, wire_.io, [this](FoundAddresses found) { on_looked_up(std::move(found)); });
}

void HostPool::tell_addresses(const std::shared_ptr<ClientConnection>& connection) {
  if (!addresses_.list.empty()) return connection->on_addresses(addresses_);
  // The connection fails and makes room for the next, which fails: not within one another.
  boost::asio::post(*wire_.io,
                    [connection, addresses = addresses_] { connection->on_addresses(addresses); });
}

void HostPool::on_looked_up(FoundAddresses found) {
  looking_up_ = false;
  addresses_ = vetted(wire_.guard, host_, std::move(found));
  addresses_good_until_ = Clock::now() + (addresses_.list.empty() ? kFailureGoodFor : kGoodFor);
  for (const auto& waiting : std::exchange(waiting_for_addresses_, {})) {
    if (const auto connection = waiting.lock()) connection->on_addresses(addresses_);
  }
}

}  // namespace hookline
