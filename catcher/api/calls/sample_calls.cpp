#include "catcher/api/calls/sample_calls.h"

#include "catcher/api/call/call.h"
#include "catcher/base/http/bodies/form.h"
#include "catcher/base/net/sender.h"
#include "catcher/base/units/timestamp.h"

#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// With nested names, a list and a blank, so that there is something to look at.
std::string sample_form() {
  const FormFields fields = {{"type", "sample"},
                             {"date_time", timestamp_text(wall_clock_us())},
                             {"contact[email]", "jane.doe@example.com"},
                             {"contact[first_name]", "Jane"},
                             {"contact[fields][favorite_color]", "Sea green"},
                             {"tags[]", "customer"},
                             {"tags[]", "newsletter"},
                             {"message", "Hello from your own page!"}};
  return encode_form(fields);
}

/// A catcher on every address of its machine is reached on loopback, too.
Url sample_url(const std::string& catching_url) {
  Url url = Url::parse(catching_url + "/sample?from=page");
  if (url.host() != "0.0.0.0" && url.host() != "::") return url;
  const std::string host = url.host() == "::" ? "[::1]" : "127.0.0.1";
  return Url::parse(fmt::format("http://{}:{}{}", host, url.port(), url.target()));
}

OutgoingRequest sample_to(const Url& url) {
  const std::string body = sample_form();
  return {url, fmt::format("POST {} HTTP/1.1\r\nHost: {}\r\nUser-Agent: Hookline/{}\r\n"
                           "Content-Type: application/x-www-form-urlencoded\r\n"
                           "Content-Length: {}\r\n\r\n{}",
                           url.target(), url.host_header(), HOOKLINE_VERSION, body.size(), body)};
}

}  // namespace

void route_sample(HttpServer& server, Sender& sender, const std::string& catching_url) {
  server.Post("/api/sample", [&sender, catching_url](const auto& request, auto& response) {
    CallQuery(request).refuse_all();
    const auto result = send_and_wait(sender, sample_to(sample_url(catching_url)));
    if (result.outcome != Outcome::kAnswered) {
      throw CallError(502, fmt::format("the sample was not answered: {}", result.problem),
                      "a reply rule with a fault does that; else look at what the catcher logs");
    }
    answer_json(response, fmt::format("{{\"status\":{},\"duration_us\":{}}}\n",
                                      result.answer.status, result.duration.count()));
  });
}

}  // namespace hookline
