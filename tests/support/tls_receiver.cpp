#include "tests/support/tls_receiver.h"

#include "tests/support/scripted_receiver.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <semaphore>
#include <stdexcept>

#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <unistd.h>

namespace hookline {
namespace {

template <typename T, void (*kFree)(T*)>
struct Freer {
  void operator()(T* object) const { kFree(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY, EVP_PKEY_free>>;
using Cert = std::unique_ptr<X509, Freer<X509, X509_free>>;
using Context = std::unique_ptr<SSL_CTX, Freer<SSL_CTX, SSL_CTX_free>>;
using Session = std::unique_ptr<SSL, Freer<SSL, SSL_free>>;

void add_names(X509* certificate, const std::string& names) {
  X509_EXTENSION* extension =
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names.c_str());
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

/// Signed by its own key, so that it can be trusted as it is.
Cert make_certificate(const TlsReceiver::Certificate& wish, EVP_PKEY* key) {
  Cert certificate(X509_new());
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -7200);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), wish.valid_s);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* name = X509_get_subject_name(certificate.get());
  const std::string subject = "Hookline's test";
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(subject.c_str()), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  add_names(certificate.get(), wish.names);
  X509_sign(certificate.get(), key, EVP_sha256());
  return certificate;
}

std::filesystem::path write_certificate(X509* certificate) {
  std::string path = (std::filesystem::temp_directory_path() / "hookline-XXXXXX").string();
  const int descriptor = ::mkstemp(path.data());
  FILE* file = ::fdopen(descriptor, "w");
  if (file == nullptr) throw std::runtime_error("can't write " + path);
  PEM_write_X509(file, certificate);
  std::fclose(file);
  return path;
}

/// OpenSSL writes without MSG_NOSIGNAL: for this thread.
void ignore_broken_pipes() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

bool has_whole_request(const std::string& text) {
  const auto head_end = text.find("\r\n\r\n");
  if (head_end == std::string::npos) return false;
  const auto length = text.find("Content-Length: ");
  const auto body_bytes =
      length < head_end ? std::strtoul(text.c_str() + length + 16, nullptr, 10) : 0;
  return text.size() >= head_end + 4 + body_bytes;
}

}  // namespace

class TlsReceiver::Impl {
 public:
  Impl(Context context, const Certificate& wish)
      : context_(std::move(context)),
        protocol_(wish.protocol),
        requests_max_(wish.requests_max),
        receiver_([this](ScriptedReceiver::Connection& connection) { serve(connection); }) {
    SSL_CTX_set_alpn_select_cb(context_.get(), &Impl::choose_protocol, this);
  }

  void serve(ScriptedReceiver::Connection& connection) {
    ignore_broken_pipes();
    answer(connection);
    connection.close();
    closed_.release();
  }

  void answer(ScriptedReceiver::Connection& connection) {
    const Session session(SSL_new(context_.get()));
    SSL_set_fd(session.get(), connection.socket());
    if (SSL_accept(session.get()) != 1) return;
    remember(session.get());
    std::string text;
    for (int answered = 0; requests_max_ == 0 || answered < requests_max_;) {
      char bytes[4096];
      const int count = SSL_read(session.get(), bytes, sizeof bytes);
      if (count <= 0) return;
      text.append(bytes, static_cast<std::size_t>(count));
      if (!has_whole_request(text)) continue;
      text.clear();
      ++answered;
      count_request();
      const std::string answer = plain_answer(200);
      SSL_write(session.get(), answer.data(), static_cast<int>(answer.size()));
    }
  }

  bool wait_for_close() { return closed_.try_acquire_for(std::chrono::seconds(20)); }
  const ScriptedReceiver& receiver() const { return receiver_; }
  std::size_t requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
  }
  std::string server_name() const {
    const std::lock_guard lock(mutex_);
    return server_name_;
  }
  std::size_t resumed() const {
    const std::lock_guard lock(mutex_);
    return resumed_;
  }
  std::string offered_protocols() const {
    const std::lock_guard lock(mutex_);
    return offered_protocols_;
  }

 private:
  void remember(SSL* session) {
    const char* name = SSL_get_servername(session, TLSEXT_NAMETYPE_host_name);
    const std::lock_guard lock(mutex_);
    server_name_ = name == nullptr ? "" : name;
    if (SSL_session_reused(session) == 1) ++resumed_;
  }
  static int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_size,
                             const unsigned char* offered, unsigned offered_size, void* self) {
    auto& impl = *static_cast<Impl*>(self);
    const std::lock_guard lock(impl.mutex_);
    impl.offered_protocols_.assign(reinterpret_cast<const char*>(offered), offered_size);
    const std::string& own = impl.protocol_;
    if (own.empty()) return SSL_TLSEXT_ERR_NOACK;
    const auto at = impl.offered_protocols_.find(static_cast<char>(own.size()) + own);
    if (at == std::string::npos) return SSL_TLSEXT_ERR_ALERT_FATAL;
    *chosen = offered + at + 1;
    *chosen_size = static_cast<unsigned char>(own.size());
    return SSL_TLSEXT_ERR_OK;
  }
  void count_request() {
    const std::lock_guard lock(mutex_);
    ++requests_;
  }

  Context context_;
  const std::string protocol_;
  const int requests_max_;
  std::counting_semaphore<> closed_{0};
  mutable std::mutex mutex_;
  std::size_t requests_ = 0;  ///< guarded by mutex_, as all below
  std::size_t resumed_ = 0;
  std::string server_name_;
  std::string offered_protocols_;
  ScriptedReceiver receiver_;
};

TlsReceiver::TlsReceiver(const Certificate& certificate) {
  const Key key(EVP_EC_gen("P-256"));
  const Cert made = make_certificate(certificate, key.get());
  file_ = write_certificate(made.get());
  Context context(SSL_CTX_new(TLS_server_method()));
  SSL_CTX_use_certificate(context.get(), made.get());
  SSL_CTX_use_PrivateKey(context.get(), key.get());
  SSL_CTX_set_max_proto_version(context.get(), certificate.version_max);
  impl_ = std::make_unique<Impl>(std::move(context), certificate);
}

TlsReceiver::~TlsReceiver() {
  std::error_code ignored;
  std::filesystem::remove(file_, ignored);
}

std::uint16_t TlsReceiver::port() const {
  return impl_->receiver().port();
}

std::size_t TlsReceiver::connections() const {
  return impl_->receiver().connections();
}

std::size_t TlsReceiver::requests() const {
  return impl_->requests();
}

std::size_t TlsReceiver::resumed() const {
  return impl_->resumed();
}

std::string TlsReceiver::offered_protocols() const {
  return impl_->offered_protocols();
}

bool TlsReceiver::wait_for_close() {
  return impl_->wait_for_close();
}

std::string TlsReceiver::server_name() const {
  return impl_->server_name();
}

}  // namespace hookline
