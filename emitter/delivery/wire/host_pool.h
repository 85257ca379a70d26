#pragma once

#include "catcher/base/net/tls/tls_session.h"
#include "emitter/delivery/wire/jobs/job.h"
#include "emitter/delivery/wire/wire.h"

#include <deque>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

namespace hookline {

class ClientConnection;

/// The connections of one loop to one scheme, host and port, and the deliveries that wait for one
/// of them. A slow host makes only its own deliveries wait.
class HostPool final : private RoomSeeker {
 public:
  /// `url` is any URL of the host; the wire outlives the pool.
  HostPool(const Url& url, Wire& wire);
  ~HostPool() override;
  HostPool(const HostPool&) = delete;
  HostPool& operator=(const HostPool&) = delete;

  bool is_https() const { return is_https_; }
  std::uint16_t port() const { return port_; }
  const std::string& host() const { return host_; }
  /// "host:port", for sentences.
  const std::string& name() const { return name_; }
  /// Those of a host that needs no look-up; else empty.
  const std::vector<std::string>& known_addresses() const { return known_addresses_; }
  Wire& wire() { return wire_; }
  /// Of the connection that got it last, for the next to resume.
  TlsSession& tls_session() { return tls_session_; }

  /// Starts it at once on a connection that is free or can be opened, else once there is one.
  void submit(Job job);
  /// Starts it at once, ahead of all that wait and on a new connection.
  void resend(Job job);
  /// Takes out those to a receiver that wait for a connection.
  std::vector<Job> take_waiting(ReceiverId receiver);
  void cancel();

  /// What a connection tells of itself; it may be given the next delivery, or be closed.
  void on_idle(ClientConnection& connection);
  void on_closed(ClientConnection& connection);

 private:
  void on_room() override;
  void pump();
  bool may_open();
  std::shared_ptr<ClientConnection> open();

  Wire& wire_;
  const bool is_https_;
  const std::uint16_t port_;
  const std::string host_;
  const std::string name_;
  const std::vector<std::string> known_addresses_;

  TlsSession tls_session_;
  std::deque<Job> waiting_;
  std::vector<ClientConnection*> idle_;  ///< the one used last at the back
  std::unordered_set<std::shared_ptr<ClientConnection>> connections_;
};

}  // namespace hookline
