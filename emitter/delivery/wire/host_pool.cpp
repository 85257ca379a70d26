#include "emitter/delivery/wire/host_pool.h"

#include "emitter/delivery/wire/client_connection.h"

#include <algorithm>
#include <utility>

#include <boost/asio/post.hpp>

namespace hookline {

HostPool::HostPool(const Url& url, Wire& wire)
    : wire_(wire),
      is_https_(url.is_https()),
      port_(url.port()),
      host_(url.host()),
      name_(url.origin().substr(url.origin().find("://") + 3)),
      known_addresses_(addresses_without_lookup(host_)) {}

HostPool::~HostPool() = default;

void HostPool::submit(Job job) {
  waiting_.push_back(std::move(job));
  pump();
  if (waiting_.empty() || waiting_.back().ready != Clock::time_point{}) return;
  waiting_.back().ready = wire_.time.now();
}

std::vector<Job> HostPool::take_waiting(ReceiverId receiver) {
  std::vector<Job> taken;
  std::deque<Job> others;
  for (Job& job : waiting_) {
    if (job.delivery.receiver == receiver) {
      taken.push_back(std::move(job));
    } else {
      others.push_back(std::move(job));
    }
  }
  waiting_ = std::move(others);
  return taken;
}

void HostPool::pump() {
  while (!waiting_.empty()) {
    std::shared_ptr<ClientConnection> connection;
    if (!idle_.empty()) {
      connection = idle_.back()->shared_from_this();
      idle_.pop_back();
      if (connection->is_linked()) connection->unlink();
    } else if (may_open()) {
      connection = open();
    } else {
      return;
    }
    Job job = std::move(waiting_.front());
    waiting_.pop_front();
    connection->start(std::move(job));
  }
}

bool HostPool::may_open() {
  const std::size_t has = connections_.size();
  return has < std::max<std::size_t>(1, wire_.options.connections_per_host) &&
         wire_.budget.take(*this, has);
}

/// Later: it may be called from within another function of this pool.
void HostPool::on_room() {
  boost::asio::post(*wire_.io, [this] {
    pump();
    wire_.budget.pass_on(*this);
  });
}

std::shared_ptr<ClientConnection> HostPool::open() {
  return *connections_.insert(std::make_shared<ClientConnection>(*this)).first;
}

void HostPool::resend(Job job) {
  wire_.budget.take_over();
  open()->start(std::move(job));
}

void HostPool::on_idle(ClientConnection& connection) {
  if (wire_.budget.is_short()) return connection.close_idle();
  idle_.push_back(&connection);
  pump();
  const bool is_idle = !idle_.empty() && idle_.back() == &connection;
  if (is_idle && !wire_.budget.keep(connection)) connection.close_idle();
}

void HostPool::on_closed(ClientConnection& connection) {
  std::erase(idle_, &connection);
  connections_.erase(connection.shared_from_this());
  wire_.budget.give_back();
  pump();
}

void HostPool::cancel() {
  for (Job& job : std::exchange(waiting_, {})) {
    Attempt attempt = job.ended(Outcome::kCancelled, kStopped);
    wire_.on_ended(std::move(job), std::move(attempt));
  }
  for (const auto& connection : std::exchange(connections_, {})) connection->cancel();
}

}  // namespace hookline
