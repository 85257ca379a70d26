#include "catcher/api/page_errors.h"

#include "catcher/api/call/call.h"
#include "catcher/api/call/http_server.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hookline {
namespace {

std::string_view problem_of(int status) {
  switch (status) {
    case 413:
      return "the body is larger than this call takes";
    case 416:
      return "there is no such range";
    default:
      return "this can't be read as a request";
  }
}

void refuse_unrouted(const HttpServer& server, const std::string& method, const std::string& path,
                     httplib::Response& response) {
  const auto methods = server.methods_for(path);
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

/// Fills the body of what httplib refuses by itself, for which it sets the status alone.
void explain(const HttpServer& server, const httplib::Request& request,
             httplib::Response& response) {
  if (!response.body.empty()) return;
  try {
    // To httplib, a method that it doesn't know is a 400.
    const std::string path = request.target.substr(0, request.target.find('?'));
    refuse_unrouted(server, request.method, path, response);
    throw CallError(response.status, std::string(problem_of(response.status)), kDescribed);
  } catch (const CallError& error) {
    answer_error(response, error);
  }
}

void answer_thrown(httplib::Response& response, const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const CallError& error) {
    answer_error(response, error);
  } catch (const StoreError& error) {
    answer_error(response, CallError(503, error.what(), "GET /api/health says how the store is"));
  } catch (const std::exception& error) {
    answer_error(response, CallError(500, error.what(), "this is the catcher's fault, not yours"));
  }
}

}  // namespace

const Headers& page_headers() {
  static const Headers kHeaders = {
      // The page may load its own files and call its own API; no more.
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
       "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"X-Frame-Options", "DENY"},  // for browsers that don't know frame-ancestors
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Cache-Control", "no-store"},
  };
  return kHeaders;
}

Answer refusal_of(const CallError& error) {
  Answer answer = answer_of(error);
  answer.headers.insert(answer.headers.begin(), page_headers().begin(), page_headers().end());
  return answer;
}

void explain_errors(HttpServer& server) {
  server.set_pre_routing_handler([&server](const auto& request, auto& response) {
    for (const auto& [name, value] : page_headers()) response.set_header(name, value);
    try {
      refuse_unrouted(server, request.method, request.path, response);
    } catch (const CallError& error) {
      answer_error(response, error);
      return httplib::Server::HandlerResponse::Handled;
    }
    return httplib::Server::HandlerResponse::Unhandled;
  });
  server.set_exception_handler([](const auto&, auto& response, const std::exception_ptr& thrown) {
    answer_thrown(response, thrown);
  });
  server.set_error_handler(
      [&server](const auto& request, auto& response) { explain(server, request, response); });
}

}  // namespace hookline
