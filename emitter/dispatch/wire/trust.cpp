#include "emitter/dispatch/wire/trust.h"

#include "catcher/failure.h"

#include <boost/asio/ssl/context.hpp>
#include <fmt/format.h>

namespace hookline {

namespace ssl = boost::asio::ssl;

Trust::Trust(const std::string& ca_file)
    : context_(std::make_unique<ssl::context>(ssl::context::tls_client)),
      is_systems_(ca_file.empty()) {
  SSL_CTX_set_min_proto_version(context_->native_handle(), TLS1_2_VERSION);
  context_->set_verify_mode(ssl::verify_peer);
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

}  // namespace hookline
