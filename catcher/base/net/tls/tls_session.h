#pragma once

#include <memory>

struct ssl_ctx_st;
struct ssl_session_st;
struct ssl_st;

namespace hookline {

// A session is resumed per host, port and loop, by the emitter's dispatcher alone: a handshake
// costs a hundred deliveries, and a resumed one isn't checked again, so that it must stay where it
// was checked.

/// What one receiver gave to go on with: a later connection to it resumes the TLS session (of TLS
/// 1.2 as of 1.3) and spares both sides the certificate and most of the arithmetic. Its certificate
/// isn't checked again then, so it is to be used for one host, port and Trust alone. On one thread.
class TlsSession {
 public:
  TlsSession() = default;
  ~TlsSession();
  TlsSession(const TlsSession&) = delete;
  TlsSession& operator=(const TlsSession&) = delete;

  /// Makes a handshake that is about to begin offer what there is, and remembers what the receiver
  /// gives on this connection, for as long as it lasts.
  void use_for(ssl_st* connection);
  /// After a handshake that failed: what was offered may be why.
  void forget() { session_.reset(); }

  /// Makes connections of this context tell their TlsSession; once for each context.
  static void prepare(ssl_ctx_st* context);

 private:
  struct Free {
    void operator()(ssl_session_st* session) const;
  };
  static int on_new_session(ssl_st* connection, ssl_session_st* session);

  std::unique_ptr<ssl_session_st, Free> session_;
};

}  // namespace hookline
