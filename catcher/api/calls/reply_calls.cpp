#include "catcher/api/calls/reply_calls.h"

#include "catcher/api/call/call.h"
#include "catcher/replies/reply_rule.h"
#include "catcher/replies/rules/reply_rules.h"

namespace hookline {

void route_replies(HttpServer& server, ReplyRules& rules) {
  server.Get("/api/replies", [&rules](const auto& request, auto& response) {
    CallQuery(request).refuse_all();
    answer_json(response, reply_rules_json(rules.rules()) + "\n");
  });
  server.Put("/api/replies", [&rules](const httplib::Request& request, httplib::Response& response,
                                      const httplib::ContentReader& reader) {
    CallQuery(request).refuse_all();
    try {
      rules.set(parse_reply_rules(read_call_body(reader)));
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
  server.Delete("/api/replies", [&rules](const auto& request, auto& response) {
    // A filter that is ignored here would delete what was not meant.
    CallQuery(request).refuse_all();
    rules.clear();
    answer_json(response, "[]\n");
  });
}

}  // namespace hookline
