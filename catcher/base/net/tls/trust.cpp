#include "catcher/base/net/tls/trust.h"

#include "catcher/base/net/tls/tls_session.h"
#include "catcher/base/process/failure.h"

#include <array>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/error.hpp>
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

namespace hookline {

namespace ssl = boost::asio::ssl;

namespace {

/// SSL_set_tlsext_host_name(), a macro with a cast that our warnings refuse.
void announce_host(SSL* ssl, std::string host) {
  SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, host.data());
}

/// In the form of RFC 7301: a receiver that could speak HTTP/2 as well is told not to.
constexpr std::array<unsigned char, 9> kAlpnHttp1{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

}  // namespace

Trust::Trust(const std::string& ca_file, Checks checks)
    : context_(std::make_unique<ssl::context>(ssl::context::tls_client)),
      is_systems_(ca_file.empty()) {
  SSL_CTX_set_min_proto_version(context_->native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_alpn_protos(context_->native_handle(), kAlpnHttp1.data(), kAlpnHttp1.size());
  TlsSession::prepare(context_->native_handle());
  context_->set_verify_mode(checks == Checks::kNothing ? ssl::verify_none : ssl::verify_peer);
  if (is_systems_) return;
  boost::system::error_code error;
  context_->load_verify_file(ca_file, error);
  if (error) {
    throw Failure(ExitCode::kInvalidInput, fmt::format("{}: expected certificates in PEM form ({})",
                                                       ca_file, error.message()));
  }
}

Trust::~Trust() = default;

ssl::context& Trust::context() {
  std::call_once(system_store_loaded_, [this] {
    boost::system::error_code ignored;  // without a store every certificate is refused, with words
    if (is_systems_) context_->set_default_verify_paths(ignored);
  });
  return *context_;
}

void expect_host(ssl_st* session, std::string host) {
  // The dot that ends a name for resolvers is in no certificate (RFC 6066).
  if (host.size() > 1 && host.back() == '.') host.pop_back();
  boost::system::error_code is_name;
  boost::asio::ip::make_address(host, is_name);
  if (is_name) {
    announce_host(session, host);
    SSL_set1_host(session, host.c_str());
  } else {
    // Without a server name: RFC 6066 wants no addresses there.
    X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), host.c_str());
  }
}

bool is_certificate_refused(ssl_st* session) {
  return SSL_get_verify_result(session) != X509_V_OK &&
         SSL_get_verify_mode(session) != SSL_VERIFY_NONE;
}

std::string tls_problem(const boost::system::error_code& error, ssl_st* session) {
  if (is_certificate_refused(session)) {
    return X509_verify_cert_error_string(SSL_get_verify_result(session));
  }
  const bool is_ssl = error.category() == boost::asio::error::get_ssl_category();
  if (is_ssl &&
      ERR_GET_REASON(static_cast<unsigned long>(error.value())) == SSL_R_WRONG_VERSION_NUMBER) {
    return "what it answered is not TLS; if it speaks plain HTTP, write http:// before its name";
  }
  return error.message();
}

}  // namespace hookline
