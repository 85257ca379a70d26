#include "catcher/base/net/tls/peer_certificate.h"

#include "catcher/base/net/tls/trust.h"

#include <array>
#include <ctime>
#include <memory>

#include <arpa/inet.h>
#include <boost/asio/ssl/context.hpp>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

namespace hookline {
namespace {

template <typename T, void (*kFree)(T*)>
struct Freer {
  void operator()(T* object) const { kFree(object); }
};
using Names = std::unique_ptr<GENERAL_NAMES, Freer<GENERAL_NAMES, GENERAL_NAMES_free>>;
using Bio = std::unique_ptr<BIO, Freer<BIO, BIO_free_all>>;
using Verification = std::unique_ptr<X509_STORE_CTX, Freer<X509_STORE_CTX, X509_STORE_CTX_free>>;

std::string text_of(ASN1_STRING* string) {
  unsigned char* utf8 = nullptr;
  const int size = ASN1_STRING_to_UTF8(&utf8, string);
  if (size < 0) return {};
  std::string text(reinterpret_cast<const char*>(utf8), static_cast<std::size_t>(size));
  OPENSSL_free(utf8);
  return text;
}

std::string text_of(const X509_NAME* name) {
  const int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
  if (at >= 0) return text_of(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
  const Bio memory(BIO_new(BIO_s_mem()));
  X509_NAME_print_ex(memory.get(), name, 0, XN_FLAG_ONELINE & ~ASN1_STRFLGS_ESC_MSB);
  char* text = nullptr;
  const long size = BIO_ctrl(memory.get(), BIO_CTRL_INFO, 0, &text);
  return text == nullptr ? std::string() : std::string(text, static_cast<std::size_t>(size));
}

std::string address_text(const ASN1_OCTET_STRING* bytes) {
  const int size = ASN1_STRING_length(bytes);
  if (size != 4 && size != 16) return {};
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(size == 4 ? AF_INET : AF_INET6, ASN1_STRING_get0_data(bytes), text.data(), text.size());
  return text.data();
}

std::vector<std::string> names_of(const X509* certificate) {
  std::vector<std::string> texts;
  const Names names(static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
    std::string text;
    if (name->type == GEN_DNS) text = text_of(name->d.dNSName);
    if (name->type == GEN_IPADD) text = address_text(name->d.iPAddress);
    if (!text.empty()) texts.push_back(std::move(text));
  }
  return texts;
}

std::int64_t seconds_of(const ASN1_TIME* time) {
  std::tm parts{};
  return ASN1_TIME_to_tm(time, &parts) == 1 ? timegm(&parts) : 0;
}

/// Lets the certificate's own dates pass, which are told apart.
int pass_own_dates(int is_fine, X509_STORE_CTX* verification) {
  if (is_fine == 1 || X509_STORE_CTX_get_error_depth(verification) > 0) return is_fine;
  const int error = X509_STORE_CTX_get_error(verification);
  const bool is_date =
      error == X509_V_ERR_CERT_HAS_EXPIRED || error == X509_V_ERR_CERT_NOT_YET_VALID;
  if (is_date) X509_STORE_CTX_set_error(verification, X509_V_OK);
  return is_date ? 1 : 0;
}

}  // namespace

std::optional<PeerCertificate> peer_certificate(ssl_st* connection) {
  const X509* shown = SSL_get0_peer_certificate(connection);
  if (shown == nullptr) return std::nullopt;
  PeerCertificate certificate;
  certificate.subject = text_of(X509_get_subject_name(shown));
  certificate.issuer = text_of(X509_get_issuer_name(shown));
  certificate.names = names_of(shown);
  certificate.valid_from_s = seconds_of(X509_get0_notBefore(shown));
  certificate.valid_until_s = seconds_of(X509_get0_notAfter(shown));
  const auto* sent = SSL_get_peer_cert_chain(connection);
  certificate.sent = sent == nullptr ? 1 : static_cast<std::size_t>(sk_X509_num(sent));
  return certificate;
}

bool is_certificate_for(ssl_st* connection, const std::string& host) {
  X509* shown = SSL_get0_peer_certificate(connection);
  if (shown == nullptr) return false;
  const std::string name = host.ends_with('.') ? host.substr(0, host.size() - 1) : host;
  return X509_check_ip_asc(shown, name.c_str(), 0) == 1 ||
         X509_check_host(shown, name.data(), name.size(), 0, nullptr) == 1;
}

std::string chain_problem(ssl_st* connection, Trust& trust) {
  X509* shown = SSL_get0_peer_certificate(connection);
  if (shown == nullptr) return "it has shown none";
  const Verification verification(X509_STORE_CTX_new());
  X509_STORE* trusted = SSL_CTX_get_cert_store(trust.context().native_handle());
  X509_STORE_CTX_init(verification.get(), trusted, shown, SSL_get_peer_cert_chain(connection));
  X509_STORE_CTX_set_default(verification.get(), "ssl_server");
  X509_STORE_CTX_set_verify_cb(verification.get(), pass_own_dates);
  if (X509_verify_cert(verification.get()) == 1) return {};
  return X509_verify_cert_error_string(X509_STORE_CTX_get_error(verification.get()));
}

std::string tls_version(ssl_st* connection) {
  return SSL_get_version(connection);
}

void only_look(ssl_st* connection) {
  SSL_set_verify(connection, SSL_VERIFY_NONE, nullptr);
  SSL_ctrl(connection, SSL_CTRL_SET_MIN_PROTO_VERSION, TLS1_VERSION, nullptr);
  SSL_set_cipher_list(connection, "DEFAULT@SECLEVEL=0");  // what old versions sign with
}

}  // namespace hookline
