#include "catcher/base/net/tls/tls_session.h"

#include <openssl/ssl.h>

namespace hookline {
namespace {

/// Where a connection keeps whose it is.
int owner_index() {
  static const int kIndex = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
  return kIndex;
}

}  // namespace

TlsSession::~TlsSession() = default;

void TlsSession::Free::operator()(ssl_session_st* session) const {
  SSL_SESSION_free(session);
}

void TlsSession::prepare(ssl_ctx_st* context) {
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL_STORE);
  SSL_CTX_sess_set_new_cb(context, &TlsSession::on_new_session);
}

void TlsSession::use_for(ssl_st* connection) {
  SSL_set_ex_data(connection, owner_index(), this);
  if (session_) SSL_set_session(connection, session_.get());
}

int TlsSession::on_new_session(ssl_st* connection, ssl_session_st* session) {
  auto* owner = static_cast<TlsSession*>(SSL_get_ex_data(connection, owner_index()));
  // A copy: the original is spoilt by a connection that ends without a goodbye, as most do.
  if (owner != nullptr) owner->session_.reset(SSL_SESSION_dup(session));
  return 0;  // the original stays OpenSSL's
}

}  // namespace hookline
