#include "emitter/dispatch/wire/host_pool.h"

#include "emitter/dispatch/wire/client_connection.h"

#include <algorithm>
#include <utility>

namespace hookline {

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

}  // namespace hookline
