#include "emitter/serving/platform_server.h"

#include "catcher/api/call/call.h"
#include "catcher/api/page_errors.h"
#include "catcher/base/http/bodies/form.h"
#include "catcher/wire/request/wire_request.h"
#include "emitter/platform/page/page_files.h"

#include <algorithm>
#include <exception>
#include <string_view>
#include <utility>

namespace hookline {
namespace {

constexpr const char* kCallsDescribed = "GET /hookline/openapi.json describes the calls";

std::string_view path_in(std::string_view target) {
  return target.substr(0, target.find('?'));
}

/// The older API takes the key in its form, too.
bool is_in_form(const AccessToken& key, const WireRequest& request) {
  if (request.method != "POST" || path_in(request.target) != "/admin/api.php") return false;
  for (const FormField& field :
       decode_form(std::string_view(request.raw).substr(request.head_bytes)))
    if (field.name == "api_key" && key.is_same(field.value)) return true;
  return false;
}

bool shows_key(const AccessToken& key, const WireRequest& request) {
  return std::ranges::any_of(header_values(request, "api-token"),
                             [&](std::string_view value) { return key.is_same(value); }) ||
         key.is_in_target(request.target, "api_key") || is_in_form(key, request);
}

GuardedAddress guarded_platform(const ListenAddress& address, const AccessToken& key) {
  GuardedAddress guarded{address.host, "", "platform"};
  guarded.is_known = [&key](const WireRequest& request) { return shows_key(key, request); };
  guarded.is_free = [](std::string_view path) {
    const auto files = platform_page_files();
    return path == "/hookline/health" ||
           std::ranges::any_of(files, [&](const PageFile& file) { return file.path == path; });
  };
  guarded.is_public = [](std::string_view path) { return path.starts_with("/public/"); };
  guarded.trusts_own_page = is_loopback(address);
  guarded.what_is_wanted = "this address wants the API key";
  guarded.how_to_show_it =
      "send the key that `emitter serve` printed in the header Api-Token, or as api_key= in the "
      "query";
  guarded.name_advice = "use the address that the platform printed, or send the API key";
  guarded.origin_advice = "open the platform's own page";
  return guarded;
}

PlatformCall call_of(const httplib::Request& request, std::string body) {
  PlatformCall call;
  call.method = request.method;
  const auto mark = std::min(request.target.find('?'), request.target.size());
  call.path = request.target.substr(0, mark);
  if (mark < request.target.size())
    call.query = decode_form(std::string_view(request.target).substr(mark + 1));
  for (const auto& [name, value] : request.headers) call.headers.push_back({name, value});
  call.body = std::move(body);
  return call;
}

/// The page shows what is below /public/ in frames.
Headers platform_page_headers() {
  Headers headers = page_headers();
  for (Header& header : headers)
    if (header.name == "Content-Security-Policy") header.value += "; frame-src 'self'";
  return headers;
}

/// A route's own are left as they are.
Answer with_page_headers(Answer answer) {
  static const Headers kHeaders = platform_page_headers();
  for (const Header& header : kHeaders) {
    if (!find_header(answer.headers, header.name)) answer.headers.push_back(header);
  }
  return answer;
}

void write_answer(httplib::Response& response, Answer answer) {
  answer = with_page_headers(std::move(answer));
  response.status = answer.status;
  response.headers.clear();
  for (const Header& header : answer.headers) response.set_header(header.name, header.value);
  response.body = std::move(answer.body);
}

/// Proxies would hold pieces back to pack them, or to fill a buffer.
void write_pieces(const httplib::Request& request, httplib::Response& response,
                  RouteTable::Pieces pieces) {
  Answer head;
  head.status = 200;
  head.headers = {{"Cache-Control", "no-store, no-transform"}, {"X-Accel-Buffering", "no"}};
  write_answer(response, std::move(head));
  answer_in_pieces(request, response, "text/event-stream",
                   [pieces = std::move(pieces)](std::size_t, httplib::DataSink& sink) {
                     const std::string piece = pieces();
                     if (piece.empty()) {
                       sink.done();
                       return true;
                     }
                     sink.write(piece.data(), piece.size());
                     return sink.is_writable();
                   });
}

}  // namespace

PlatformServer::PlatformServer(const ListenAddress& address, std::string api_key, RouteTable routes)
    : key_(std::move(api_key)),
      routes_(std::move(routes)),
      guard_(guarded_platform(address, key_)),
      calls_(server_, {[this](const WireRequest& request) { guard_.check(request); },
                       [this](const WireRequest& request, const CallError& error) {
                         return with_page_headers(
                             routes_.refuse(request.target, std::make_exception_ptr(error)));
                       },
                       kCallsDescribed}) {
  serve_routes();
  explain_refusals();
  calls_.listen(address, "--listen", call_limits(memory_));
}

PlatformServer::~PlatformServer() {
  stop();
}

void PlatformServer::serve_routes() {
  const auto plain = [this](const httplib::Request& request, httplib::Response& response) {
    answer_plain(request, response);
  };
  const auto with_body = [this](const httplib::Request& request, httplib::Response& response,
                                const httplib::ContentReader& reader) {
    try {
      write_answer(response, routes_.answer(call_of(request, read_call_body(reader))));
    } catch (const CallError&) {
      write_answer(response, routes_.refuse(request.target, std::current_exception()));
    }
  };
  constexpr const char* kAnyPath = R"([\s\S]*)";
  server_.Get(kAnyPath, plain);
  server_.Post(kAnyPath, with_body);
  server_.Put(kAnyPath, with_body);
  server_.Delete(kAnyPath, with_body);
  server_.Patch(kAnyPath, with_body);
  server_.Options(kAnyPath, plain);
}

/// A call without a body.
void PlatformServer::answer_plain(const httplib::Request& request, httplib::Response& response) {
  PlatformCall call = call_of(request, "");
  try {
    if (auto pieces = routes_.pieces(call))
      return write_pieces(request, response, std::move(pieces));
  } catch (...) {
    return write_answer(response, routes_.refuse(request.target, std::current_exception()));
  }
  write_answer(response, routes_.answer(std::move(call)));
}

/// What httplib refuses by itself, for which it sets the status alone: a method that it doesn't
/// know, or what it can't read.
void PlatformServer::explain_refusals() {
  server_.set_error_handler([this](const auto& request, auto& response) {
    if (response.has_header("X-Content-Type-Options")) return;  // a route's own answer
    Answer answer = routes_.answer(call_of(request, ""));
    const bool is_unrouted = answer.status == 404 || answer.status == 405;
    if (!is_unrouted) {
      answer = routes_.refuse(
          request.target, std::make_exception_ptr(
                              CallError(400, "this can't be read as a request", kCallsDescribed)));
    }
    write_answer(response, std::move(answer));
  });
}

}  // namespace hookline
