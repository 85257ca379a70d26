#include "catcher/api/call/call_server.h"

#include "catcher/api/call/call.h"
#include "catcher/base/http/headers/preamble.h"
#include "catcher/base/http/message/answer_writer.h"
#include "catcher/base/process/diagnostics.h"
#include "catcher/wire/limits/connection_shares.h"

#include <chrono>
#include <utility>

#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kCallsMax = 256;  ///< at once, streams and waits included
constexpr int kWriteTimeoutMs = 20'000;
constexpr std::chrono::milliseconds kCallsEnd{500};  ///< for calls under way at the end

/// What httplib takes for a request line.
constexpr std::size_t kRequestLineMax = 8192;

std::size_t request_line_bytes(const WireRequest& request) {
  return request.method.size() + request.target.size() + request.version.size() + 4;
}

}  // namespace

WireLimits call_limits(MemoryBudget& memory) {
  WireLimits limits;
  limits.memory = &memory;
  limits.header_bytes_max = 64 << 10;
  limits.body_bytes_max = kCallBodyBytesMax;
  limits.body_limit_advice = "no call takes more";
  limits.connections_max = share_out(open_files_allowed()).page;
  return limits;
}

CallServer::CallServer(HttpServer& server, Terms terms)
    : server_(server), terms_(std::move(terms)), pool_(kCallsMax) {
  server_.set_logger([](const auto& request, const auto& response) {
    tell_detail(fmt::format("{} {}: {}", request.method, request.path, response.status));
  });
}

CallServer::~CallServer() {
  stop();
}

void CallServer::listen(const ListenAddress& address, const std::string& flag,
                        const WireLimits& limits) {
  name_ = address.host;
  wire_.emplace(address, flag, *this, limits, 1);
}

std::string CallServer::named_address() const {
  boost::system::error_code error;
  boost::asio::ip::make_address(name_, error);
  return error ? fmt::format("{}:{}", name_, wire_->port()) : wire_->address();
}

void CallServer::stop() {
  server_.end_streams();
  // Who doesn't read what it has asked for keeps its call from ending.
  if (!pool_.end(kCallsEnd) && wire_) wire_->shut_down();
  pool_.join();
  if (wire_) wire_->stop();
}

void CallServer::handle(std::span<const ExchangePtr> batch) {
  for (const ExchangePtr& exchange : batch) {
    try {
      take(exchange);
    } catch (const CallError& error) {
      exchange->answer({.bytes = answer_text(terms_.refuse(exchange->request(), error),
                                             exchange->request().method, false)});
    }
  }
}

/// On the wire's thread: whoever may not call is told so before the call takes a thread or looks
/// into the store.
void CallServer::take(const ExchangePtr& exchange) {
  const WireRequest& request = exchange->request();
  // CONNECT goes on to httplib as a method that no call takes: the answer says which ones there
  // are.
  if (request.refusal_kind != Refusal::kNone && request.refusal_kind != Refusal::kTunnel) {
    throw CallError(status_of(request.refusal_kind), request.refusal, terms_.described);
  }
  terms_.check(request);
  if (request_line_bytes(request) > kRequestLineMax) {
    throw CallError(414, "the target is over 8192 characters", terms_.described);
  }
  if (pool_.run([this, exchange] { serve(*exchange); })) return;
  throw CallError(503, "too many calls at once: close some viewers or waits", terms_.described);
}

void CallServer::serve(Exchange& exchange) {
  const WireRequest& request = exchange.request();
  const auto bytes = std::string_view(request.raw).substr(preamble_of(request.raw).bytes);
  const bool is_old = request.version == "HTTP/1.0";
  SocketStream stream(bytes, exchange.native_socket(), kWriteTimeoutMs, !is_old);
  // To HTTP/1.0, streams of unknown length end with the connection.
  const bool may_stay = request.keep_alive && !is_old;
  bool keep_alive = false;
  try {
    keep_alive = server_.serve(stream, may_stay, [&] { return stream.is_given_up(); });
  } catch (const SearchGivenUp&) {
    // In the middle of an export: whoever wanted it has gone.
  } catch (const std::exception& error) {
    // The store failed in the middle of a stream. Its status has gone out already; that the
    // connection is cut says that something went wrong.
    tell_error("an answer was cut off", error.what());
  }
  exchange.release(keep_alive);
}

}  // namespace hookline
