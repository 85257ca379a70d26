#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/system/error_code.hpp>
#include <openssl/types.h>

namespace hookline {

// Why an exchange with a receiver failed, in sentences.

/// How far the exchange was.
struct ExchangeProgress {
  std::string_view receiver;  ///< "host:port"
  bool is_sent = false;       ///< the request, whole
  std::size_t request_bytes = 0;
  std::size_t answer_bytes = 0;  ///< that had come
};

bool is_reset(const boost::system::error_code& error);
/// The receiver has closed the connection.
bool is_end(const boost::system::error_code& error);

std::string no_connection_problem(std::string_view receiver,
                                  const boost::system::error_code& error);
/// With the advice behind it where the receiver's certificate was refused.
std::string handshake_problem(std::string_view receiver, const boost::system::error_code& error,
                              ssl_st* session, std::string_view certificate_advice = {});
/// Of a request that was sent, or begun.
std::string timeout_problem(const ExchangeProgress& progress, std::int64_t timeout_ms);
/// `what`, as in "closed", the receiver did to the connection.
std::string loss_problem(const ExchangeProgress& progress, std::string_view what);

}  // namespace hookline
