#include "catcher/base/net/connections/outgoing_connection.h"

#include "catcher/base/net/connections/acknowledged.h"

#include <cerrno>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/bio.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

namespace hookline {

OutgoingConnection::Tls& OutgoingConnection::begin_tls(boost::asio::ssl::context& context) {
  tls_ = std::make_unique<Tls>(socket_, context);
  return *tls_;
}

void OutgoingConnection::begin_request() {
  if (++requests_ == 1) begun_ = Clock::now();
  if (is_reused()) acknowledged_before_ = acknowledged_bytes(socket_.native_handle());
}

bool OutgoingConnection::closed_before_request() {
  return acknowledged_before_ &&
         acknowledged_bytes(socket_.native_handle()) == acknowledged_before_;
}

void OutgoingConnection::acknowledge_now() {
#ifdef TCP_QUICKACK
  constexpr int kThisTimeOnly = 2;  // an odd number would have later answers acknowledged at once
  ::setsockopt(socket_.native_handle(), IPPROTO_TCP, TCP_QUICKACK, &kThisTimeOnly,
               sizeof kThisTimeOnly);
#endif
}

bool OutgoingConnection::is_quiet() {
  // Bytes that were read off the socket with those before, decrypted or not.
  SSL* const session = tls_ ? tls_->native_handle() : nullptr;
  if (session && (SSL_pending(session) > 0 || BIO_pending(SSL_get_rbio(session)) > 0)) return false;
  char next = 0;
  const auto count = ::recv(socket_.native_handle(), &next, 1, MSG_PEEK | MSG_DONTWAIT);
  return count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
}

}  // namespace hookline
