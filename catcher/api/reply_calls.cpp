#include "catcher/api/reply_calls.h"

#include "catcher/api/call.h"
#include "catcher/replies/reply_rule.h"
#include "catcher/replies/reply_rules.h"

namespace hookline {
namespace {

constexpr std::size_t kRulesBytesMax = 4u << 20;

std::string read_body(const httplib::ContentReader& reader) {
  std::string body;
  reader([&body](const char* data, std::size_t size) {
    if (body.size() + size > kRulesBytesMax) return false;
    body.append(data, size);
    return true;
  });
  return body;
}

}  // namespace

void route_replies(HttpServer& server, ReplyRules& rules) {
  server.Get("/api/replies", [&rules](const auto&, auto& response) {
    answer_json(response, reply_rules_json(rules.rules()) + "\n");
  });
  // A content reader: httplib's plain handler refuses form-typed bodies over 8 KiB, which curl -d
  // sends.
  server.Put("/api/replies", [&rules](const httplib::Request&, httplib::Response& response,
                                      const httplib::ContentReader& reader) {
    try {
      rules.set(parse_reply_rules(read_body(reader)));
    } catch (const std::invalid_argument& error) {
      throw CallError(
          400, error.what(),
          "send a list of "
          "{\"match\":{filters},\"percent\",\"limit\":{\"requests\",\"per\"},\"reply\":{\"status\","
          "\"headers\",\"body\",\"template\",\"delay\",\"fault\",\"times\"}}; the rules from "
          "before still hold");
    }
    answer_json(response, reply_rules_json(rules.rules()) + "\n");
  });
  server.Delete("/api/replies", [&rules](const auto&, auto& response) {
    rules.clear();
    answer_json(response, "[]\n");
  });
}

}  // namespace hookline
