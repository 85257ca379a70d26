#include "catcher/api/calls/signing_calls.h"

#include "catcher/api/call/call.h"
#include "catcher/verdicts/signing_keys.h"

namespace hookline {
namespace {

constexpr const char* kHint =
    "send a list of {\"scheme\":\"standard-webhooks\"|\"stripe\"|\"github\"|\"hmac-sha256\","
    "\"key\",\"header\",\"encoding\",\"prefix\",\"tolerance\",\"match\":{filters}}; the keys from "
    "before still hold";

void set_keys(SigningKeys& keys, const std::string& list) {
  try {
    keys.set(parse_signing_rules(list, *keys.rules()));
  } catch (const std::invalid_argument& error) {
    throw CallError(400, error.what(), kHint);
  }
}

}  // namespace

void route_signing(HttpServer& server, SigningKeys& keys) {
  const auto answer = [&keys](httplib::Response& response) {
    answer_json(response, signing_rules_json(*keys.rules()) + "\n");
  };
  server.Get("/api/signing", [answer](const auto& request, auto& response) {
    CallQuery(request).refuse_all();
    answer(response);
  });
  server.Put("/api/signing",
             [&keys, answer](const httplib::Request& request, httplib::Response& response,
                             const httplib::ContentReader& reader) {
               CallQuery(request).refuse_all();
               set_keys(keys, read_call_body(reader));
               answer(response);
             });
  server.Delete("/api/signing", [&keys, answer](const auto& request, auto& response) {
    CallQuery(request).refuse_all();
    keys.clear();
    answer(response);
  });
}

}  // namespace hookline
