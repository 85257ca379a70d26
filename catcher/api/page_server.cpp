#include "catcher/api/page_server.h"

#include "catcher/api/call/call.h"
#include "catcher/api/call/call_memory.h"
#include "catcher/api/call/call_pool.h"
#include "catcher/api/calls/catalogue_calls.h"
#include "catcher/api/calls/replay_calls.h"
#include "catcher/api/calls/reply_calls.h"
#include "catcher/api/calls/sample_calls.h"
#include "catcher/api/calls/signing_calls.h"
#include "catcher/api/captures/capture_calls.h"
#include "catcher/api/captures/live_calls.h"
#include "catcher/api/captures/timeline_calls.h"
#include "catcher/api/finding/capture_notes.h"
#include "catcher/api/guard/page_guard.h"
#include "catcher/api/guard/page_headers.h"
#include "catcher/api/openapi/openapi_document.h"
#include "catcher/base/http/headers/preamble.h"
#include "catcher/captures/json/capture_json.h"
#include "catcher/metrics/metrics.h"
#include "catcher/page/page_files.h"
#include "catcher/replies/rules/reply_rules.h"
#include "catcher/wire/http_server.h"
#include "catcher/wire/limits/connection_shares.h"
#include "catcher/wire/wire_server.h"

#include <algorithm>
#include <chrono>
#include <stop_token>

#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

namespace hookline {
namespace {

constexpr std::size_t kCallsMax = 256;  ///< at once, streams and waits included
constexpr int kWriteTimeoutMs = 20'000;
constexpr std::chrono::milliseconds kCallsEnd{500};  ///< for calls under way at the end

WireLimits page_limits(MemoryBudget& memory) {
  WireLimits limits;
  limits.memory = &memory;
  limits.header_bytes_max = 64 << 10;
  limits.body_bytes_max = kCallBodyBytesMax;
  limits.body_limit_advice = "no call takes more";
  limits.connections_max = share_out(open_files_allowed()).page;
  return limits;
}

std::string_view problem_of(int status) {
  switch (status) {
    case 413:
      return "the body is larger than this call takes";
    case 414:
      return "the target is over 8192 characters";
    case 416:
      return "there is no such range";
    default:
      return "this can't be read as a request";
  }
}

constexpr const char* kDescribed = "GET /api/openapi.json describes the API";

}  // namespace

class PageServer::Impl : public WireHandler {
 public:
  Impl(const ListenAddress& address, PageServices services)
      : name_(address.host),
        services_(std::move(services)),
        notes_(services_.keys, services_.catalogue),
        guard_(address.host, services_.page_url, services_.token),
        memory_(services_.memory, stop_.get_token()) {
    route();
    wire_ =
        std::make_unique<WireServer>(address, "--page", *this, page_limits(services_.memory), 1);
  }
  ~Impl() override { stop(); }

  void handle(std::span<const ExchangePtr> batch) override {
    for (const ExchangePtr& exchange : batch) {
      try {
        take(exchange);
      } catch (const CallError& error) {
        exchange->answer({.bytes = refusal_answer(exchange->request(), error)});
      }
    }
  }

  std::string address() const { return wire_->address(); }
  std::string named_address() const {
    boost::system::error_code error;
    boost::asio::ip::make_address(name_, error);
    return error ? fmt::format("{}:{}", name_, wire_->port()) : wire_->address();
  }
  const HttpServer& server() const { return server_; }

  void ask_to_stop() {
    stop_.request_stop();
    server_.end_streams();
  }
  void stop() {
    ask_to_stop();
    // Who doesn't read what it has asked for holds its call.
    if (!pool_.end(kCallsEnd)) wire_->shut_down();
    pool_.join();
    wire_->stop();
  }

 private:
  void route();
  void route_status();
  void route_openapi();
  void route_page();
  void prepare(const httplib::Request& request, httplib::Response& response) const;
  void refuse_unrouted(const std::string& method, const std::string& path,
                       httplib::Response& response) const;
  void explain(const httplib::Request& request, httplib::Response& response) const;
  void take(const ExchangePtr& exchange);
  void serve(Exchange& exchange);

  const std::string name_;
  const PageServices services_;
  const CaptureNotes notes_;
  const PageGuard guard_;
  HttpServer server_;
  std::stop_source stop_;
  const CallMemory memory_;
  CallPool pool_{kCallsMax};
  std::unique_ptr<WireServer> wire_;
};

/// On the wire's thread: who may not call is told so before a thread or the store is asked.
void PageServer::Impl::take(const ExchangePtr& exchange) {
  const WireRequest& request = exchange->request();
  // A tunnel is a method that no call takes, which its answer says with what it takes.
  if (request.refusal_kind != Refusal::kNone && request.refusal_kind != Refusal::kTunnel) {
    throw CallError(status_of(request.refusal_kind), request.refusal, kDescribed);
  }
  guard_.check(request);
  if (pool_.run([this, exchange] { serve(*exchange); })) return;
  throw CallError(503, "too many calls at once: close some viewers or waits", kDescribed);
}

void PageServer::Impl::serve(Exchange& exchange) {
  const WireRequest& request = exchange.request();
  const auto bytes = std::string_view(request.raw).substr(preamble_of(request.raw).bytes);
  SocketStream socket(bytes, exchange.native_socket(), kWriteTimeoutMs);
  HeadOnlyStream head_only(socket);
  httplib::Stream* stream = &socket;
  if (request.method == "HEAD") stream = &head_only;
  // Streams of unknown length end with the connection where chunks aren't known.
  const bool may_stay = request.keep_alive && request.version != "HTTP/1.0";
  bool keep_alive = false;
  try {
    keep_alive = server_.serve(*stream, may_stay);
  } catch (const std::exception& error) {
    // The store failed in the middle of a stream: its status line is out, so that the cut
    // connection says it.
    spdlog::error("an answer of the page's address was cut off: {}", error.what());
  }
  exchange.release(keep_alive);
}

void PageServer::Impl::prepare(const httplib::Request& request, httplib::Response& response) const {
  for (const auto& [name, value] : page_headers()) response.set_header(name, value);
  refuse_unrouted(request.method, request.path, response);
}

void PageServer::Impl::refuse_unrouted(const std::string& method, const std::string& path,
                                       httplib::Response& response) const {
  const auto methods = server_.methods_for(path);
  if (methods.empty()) {
    throw CallError(404, fmt::format("there is nothing at {} here", path),
                    "GET /api/openapi.json lists the API's calls; this address shows, requests are "
                    "caught on the other one");
  }
  if (std::find(methods.begin(), methods.end(), method) != methods.end()) return;
  const auto allowed = fmt::format("{}", fmt::join(methods, ", "));
  response.set_header("Allow", allowed);
  throw CallError(405, fmt::format("{} can't be asked with {}", path, method),
                  fmt::format("it takes {}", allowed));
}

/// What httplib refuses before it asks anyone: it gives the status alone.
void PageServer::Impl::explain(const httplib::Request& request, httplib::Response& response) const {
  if (!response.body.empty()) return;
  try {
    // A method that it doesn't know is a 400 to it; a target that is too long isn't even read.
    if (!request.target.empty()) {
      refuse_unrouted(request.method, request.target.substr(0, request.target.find('?')), response);
    }
    throw CallError(response.status, std::string(problem_of(response.status)), kDescribed);
  } catch (const CallError& error) {
    answer_error(response, error);
  }
}

void PageServer::Impl::route() {
  server_.set_pre_routing_handler([this](const auto& request, auto& response) {
    try {
      prepare(request, response);
    } catch (const CallError& error) {
      answer_error(response, error);
      return httplib::Server::HandlerResponse::Handled;
    }
    return httplib::Server::HandlerResponse::Unhandled;
  });
  server_.set_exception_handler([](const auto&, auto& response, std::exception_ptr thrown) {
    try {
      std::rethrow_exception(thrown);
    } catch (const CallError& error) {
      answer_error(response, error);
    } catch (const StoreError& error) {
      answer_error(response, CallError(503, error.what(), "GET /api/health says how the store is"));
    } catch (const std::exception& error) {
      answer_error(response,
                   CallError(500, error.what(), "this is the catcher's fault, not yours"));
    }
  });
  server_.set_logger([](const auto& request, const auto& response) {
    spdlog::debug("{} {}: {}", request.method, request.path, response.status);
  });
  server_.set_error_handler(
      [this](const auto& request, auto& response) { explain(request, response); });
  route_status();
  route_captures(server_, services_.store, memory_, notes_, services_.catching_url);
  route_replays(server_, services_.store, memory_, services_.sender, services_.keys,
                services_.metrics);
  route_live(server_, services_.store, memory_, notes_, stop_.get_token(), services_.metrics);
  route_replies(server_, services_.rules);
  route_signing(server_, services_.keys);
  route_timeline(server_, services_.store);
  route_sample(server_, services_.sender, services_.catching_url);
  route_catalogue(server_, services_.catalogue);
  route_openapi();
  route_page();
}

void PageServer::Impl::route_status() {
  server_.Get("/api/health", [this](const auto&, auto& response) {
    const StoreCounts counts = services_.store.counts();
    const std::string problem = services_.store.problem();
    std::string json;
    JsonObjectWriter object(json);
    object.text("status", problem.empty() ? "ok" : "failing");
    if (!problem.empty()) object.text("error", problem);
    object.text("version", HOOKLINE_VERSION);
    object.text("page", page_fingerprint());
    object.text("catching", services_.catching_url);
    object.text("store", services_.store.identity());
    object.number("last", counts.last);
    object.number("total", counts.total);
    object.number("dropped", counts.dropped);
    object.number("viewers", services_.metrics.streams());
    object.end();
    if (!problem.empty()) response.status = 503;
    answer_json(response, json + "\n");
  });
  server_.Get("/metrics", [this](const auto&, auto& response) {
    response.set_content(services_.metrics.text(services_.store.counts(), services_.connections(),
                                                services_.rules.rules()),
                         "text/plain; version=0.0.4");
  });
}

void PageServer::Impl::route_openapi() {
  server_.Get("/api/openapi.json", [](const auto& request, auto& response) {
    CallQuery(request).refuse_all();
    answer_json(response, std::string(openapi_document()));
  });
}

void PageServer::Impl::route_page() {
  for (const PageFile& file : page_files()) {
    server_.Get(std::string(file.path), [file](const auto&, auto& response) {
      response.set_content(file.content.data(), file.content.size(),
                           std::string(file.content_type));
    });
  }
}

PageServer::PageServer(const ListenAddress& address, PageServices services)
    : impl_(std::make_unique<Impl>(address, std::move(services))) {}

PageServer::~PageServer() = default;

std::string PageServer::address() const {
  return impl_->address();
}

std::vector<std::string> PageServer::api_routes() const {
  std::vector<std::string> routes;
  for (const HttpServer::Route& route : impl_->server().routes()) {
    if (route.pattern.starts_with("/api/") || route.pattern == "/metrics") {
      routes.push_back(route.method + " " + route.pattern);
    }
  }
  return routes;
}

void PageServer::ask_to_stop() {
  impl_->ask_to_stop();
}

std::string PageServer::named_address() const {
  return impl_->named_address();
}

void PageServer::stop() {
  impl_->stop();
}

}  // namespace hookline
