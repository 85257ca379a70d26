#include "catcher/base/net/exchange_problems.h"

#include "catcher/base/net/tls/trust.h"

#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <fmt/format.h>

namespace hookline {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

std::string connect_problem(const error_code& error) {
  if (error == asio::error::no_descriptors) {
    return "this process has as many open files as it may; raise that limit (ulimit -n) or have "
           "fewer connections";
  }
  if (error == boost::system::errc::address_not_available) {
    return "this machine has no port left for it; have fewer connections, or close fewer";
  }
  return error.message();
}

}  // namespace

bool is_reset(const error_code& error) {
  return error == asio::error::connection_reset || error == asio::error::connection_aborted ||
         error == asio::error::broken_pipe;
}

bool is_end(const error_code& error) {
  return error == asio::error::eof || error == asio::ssl::error::stream_truncated;
}

std::string no_connection_problem(std::string_view receiver, const error_code& error) {
  if (error == asio::error::connection_refused) {
    return fmt::format("{} refused the connection; is anything listening there?", receiver);
  }
  return fmt::format("no connection to {}: {}", receiver, connect_problem(error));
}

std::string handshake_problem(std::string_view receiver, const error_code& error, ssl_st* session,
                              std::string_view certificate_advice) {
  return fmt::format("the TLS handshake with {} failed: {}{}", receiver,
                     tls_problem(error, session),
                     is_certificate_refused(session) ? certificate_advice : "");
}

std::string timeout_problem(const ExchangeProgress& progress, std::int64_t timeout_ms) {
  if (progress.answer_bytes > 0) {
    return fmt::format("the answer of {} was not whole within {} ms; {} bytes of it had come",
                       progress.receiver, timeout_ms, progress.answer_bytes);
  }
  if (!progress.is_sent) {
    return fmt::format("{} did not take the whole request of {} bytes within {} ms",
                       progress.receiver, progress.request_bytes, timeout_ms);
  }
  return fmt::format("no answer from {} within {} ms", progress.receiver, timeout_ms);
}

std::string loss_problem(const ExchangeProgress& progress, std::string_view what) {
  if (progress.answer_bytes > 0) {
    return fmt::format("{} {} the connection in the middle of its answer, after {} bytes",
                       progress.receiver, what, progress.answer_bytes);
  }
  return fmt::format("{} {} the connection {}", progress.receiver, what,
                     progress.is_sent ? "without an answer" : "before it had the whole request");
}

}  // namespace hookline
