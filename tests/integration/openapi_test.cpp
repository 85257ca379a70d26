#include "catcher/api/guard/access_token.h"
#include "catcher/api/openapi/openapi_document.h"
#include "catcher/api/page_server.h"
#include "catcher/base/memory/memory_budget.h"
#include "catcher/base/net/sender.h"
#include "catcher/captures/filters/capture_filter.h"
#include "catcher/metrics/metrics.h"
#include "catcher/replies/rules/reply_rules.h"
#include "catcher/verdicts/signing_keys.h"
#include "tests/support/api_answer.h"
#include "tests/support/gzip.h"
#include "tests/support/json_schema.h"
#include "tests/support/places.h"
#include "tests/support/raw_client.h"
#include "tests/support/running_catcher.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline::test {
namespace {

using nlohmann::json;
using testing::IsEmpty;

const json& document() {
  static const json kDocument = json::parse(openapi_document());
  return kDocument;
}

bool is_method(const std::string& key) {
  return std::set<std::string>{"get", "put", "post", "delete"}.contains(key);
}

std::string upper_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c - 'a' + 'A'; });
  return text;
}

/// "GET /api/captures/{id}", of all that the document describes.
std::set<std::string> described_operations() {
  std::set<std::string> operations;
  for (const auto& [path, item] : document().at("paths").items()) {
    for (const auto& [key, value] : item.items()) {
      if (is_method(key)) operations.insert(upper_case(key) + " " + path);
    }
  }
  return operations;
}

std::string as_path(std::string pattern) {
  const std::string group = "([^/]+)";
  const auto at = pattern.find(group);
  return at == pattern.npos ? pattern : pattern.replace(at, group.size(), "{id}");
}

std::string target_of(std::string path) {
  const auto at = path.find("{id}");
  return at == path.npos ? path : path.replace(at, 4, "1");
}

const json& resolved(const json& value) {
  const auto ref = value.find("$ref");
  if (ref == value.end()) return value;
  return document().at(json::json_pointer(ref->get<std::string>().substr(1)));
}

TEST(OpenApi, DescribesEachRouteOfTheServerAndNoOther) {
  const auto store = make_memory_store({});
  ReplyRules rules;
  Sender sender({});
  SigningKeys keys;
  Metrics metrics;
  MemoryBudget memory;
  const AccessToken no_token("");
  const PageServer server({"127.0.0.1", 0},
                          {*store, rules, sender, keys, metrics, memory, nullptr,
                           "http://127.0.0.1:1", [] { return std::size_t{0}; }, "", no_token});
  std::set<std::string> routes;
  for (const std::string& route : server.api_routes()) routes.insert(as_path(route));
  EXPECT_EQ(routes, described_operations());
}

TEST(OpenApi, IsServedAsTheFileIsAndSaysTheProgramsVersion) {
  RunningCatcher catcher;
  std::ifstream file(source_path("catcher/api/openapi/openapi.json"));
  std::ostringstream text;
  text << file.rdbuf();
  EXPECT_EQ(catcher.get_text("/api/openapi.json"), text.str());
  EXPECT_EQ(document().at("info").at("version"), HOOKLINE_VERSION);
}

TEST(OpenApi, HoldsNoReferenceThatLeadsNowhere) {
  std::vector<const json*> open = {&document()};
  while (!open.empty()) {
    const json& value = *open.back();
    open.pop_back();
    if (value.is_object() && value.contains("$ref")) {
      EXPECT_NO_THROW(resolved(value)) << value;
    }
    if (value.is_structured()) {
      for (const json& part : value) open.push_back(&part);
    }
  }
}

/// Of what a call takes in its query.
std::set<std::string> filters_in(const json& parameters) {
  std::set<std::string> names;
  for (const json& parameter : parameters) {
    const auto name = resolved(parameter).at("name").get<std::string>();
    const bool in_query = resolved(parameter).at("in") == "query";
    if (name == "fields") {
      names.insert({"form.NAME", "header.NAME", "query.NAME", "json.NAME"});
    } else if (in_query && is_filter_name(name)) {
      names.insert(name);
    }
  }
  return names;
}

TEST(OpenApi, NamesAllFiltersOfEachCallThatTakesThem) {
  const auto known = filter_names();
  const std::set<std::string> all(known.begin(), known.end());
  for (const auto& [path, item] : document().at("paths").items()) {
    for (const auto& [key, value] : item.items()) {
      if (!is_method(key) || !value.contains("parameters")) continue;
      const auto named = filters_in(value.at("parameters"));
      if (named.empty()) continue;
      EXPECT_EQ(named, all) << key << " " << path;
    }
  }
}

TEST(OpenApi, AndTheScenariosSchemaNameTheFiltersOfReplyRules) {
  std::ifstream file(source_path("scenarios/scenario.schema.json"));
  const json schema = json::parse(file);
  std::vector<std::string> patterns;
  for (const json* root : {&document(), &schema}) {
    const json flat = root->flatten();
    for (const auto& [pointer, value] : flat.items()) {
      if (pointer.ends_with("/propertyNames/pattern") &&
          value.get<std::string>().starts_with("^(q|")) {
        patterns.push_back(value.get<std::string>());
      }
    }
  }
  EXPECT_EQ(patterns.size(), 2u);
  for (const std::string& pattern : patterns) {
    for (const std::string& name : filter_names()) {
      EXPECT_EQ(std::regex_match(name, std::regex(pattern)), why_not_in_match({name, ""}).empty())
          << name << " in " << pattern;
    }
  }
}

TEST(OpenApi, NamesForEachPathTheMethodsThatItsAllowNames) {
  RunningCatcher catcher;
  const auto described = described_operations();
  for (const auto& [path, item] : document().at("paths").items()) {
    std::set<std::string> taken;
    for (const char* method : {"GET", "HEAD", "PUT", "POST", "DELETE"}) {
      const std::string like = std::string(method) == "HEAD" ? "GET" : method;
      if (described.contains(like + " " + path)) taken.insert(method);
    }
    for (const char* method :
         {"GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"}) {
      if (taken.contains(method)) continue;
      const ApiAnswer answer = call_api(catcher->watching_url(), method, target_of(path), "x");
      ASSERT_EQ(answer.status, 405) << method << " " << path;
      std::istringstream names(answer.header("Allow"));
      std::set<std::string> said;
      for (std::string name; std::getline(names >> std::ws, name, ',');) said.insert(name);
      EXPECT_EQ(said, taken) << method << " " << path;
      if (std::string(method) == "HEAD") continue;  // has no body
      EXPECT_FALSE(json::parse(answer.body).at("hint").get<std::string>().empty());
    }
  }
}

/// Of "GET /api/captures".
const json& operation_of(const std::string& operation) {
  const auto space = operation.find(' ');
  const json& item = document().at("paths").at(operation.substr(space + 1));
  for (const auto& [key, value] : item.items()) {
    if (is_method(key) && upper_case(key) == operation.substr(0, space)) return value;
  }
  throw std::out_of_range(operation);
}

/// A catcher that has caught one of each kind, with all switched on that adds to what it says.
class DescribedCalls : public testing::Test {
 protected:
  struct Call {
    std::string operation;  ///< as in "GET /api/captures/{id}"
    std::string target;
    int status = 200;
    std::string body = {};
  };

  DescribedCalls() : catcher_(options()) {
    check({"PUT /api/signing", "/api/signing", 200,
           R"([{"scheme":"github","key":"s3cret","match":{"path":"/signed"}},
               {"scheme":"hmac-sha256","key":"other","header":"X-Sum","encoding":"base64",
                "prefix":"v1=","tolerance":"5m","match":{"header.a":"b"}}])"});
    check({"PUT /api/replies", "/api/replies", 200,
           R"([{"match":{"path":"/half","form.x":"1"},"reply":{"fault":"half","times":2}},
               {"match":{"path":"/ruled"},"percent":50,"seed":7,
                "limit":{"requests":9,"per":"1s"},
                "reply":[{"status":503,"headers":{"B":"1","A":"{{id}}"},"template":true},
                         {"headers":[["Set-Cookie","a"],["Set-Cookie","b"]],"delay":"1ms"}]}])"});
    send(post("/signed?q=1", "type=sale&extra=1"));
    send("GET / HTTP/1.1\r\nno header\r\n\r\n");
    send(
        "POST /chunked HTTP/1.1\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3\r\na\xff\xfe\r\n0\r\nX-Sum: 1\r\n\r\n");
    const std::string packed = gzip("unpacked");
    send(
        fmt::format("POST /gzip HTTP/1.1\r\nConnection: close\r\nContent-Encoding: gzip\r\n"
                    "X-Odd: \xff\r\nContent-Length: {}\r\n\r\n{}",
                    packed.size(), packed));
    send(post("/half", "x=1"));
    for (int i = 0; i < 4; ++i) send(post("/ruled", ""));
    send(post("/dead", "a=b"));
  }

  static std::string post(const std::string& target, const std::string& body) {
    return fmt::format(
        "POST {} HTTP/1.1\r\nHost: shop.localhost\r\nConnection: close\r\nContent-Type: "
        "application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{}",
        target, body.size(), body);
  }

  void send(const std::string& request) {
    RawClient client(catcher_->catching_url());
    client.send(request);
    client.read_to_end();
  }

  CatcherOptions options() {
    std::ofstream(folder_.file("events.json"))
        << R"({"events":[{"name":"sale","label":"Sale","fields":[
               {"name":"type","always":true},{"name":"amount","always":true}]}]})";
    CatcherOptions options = RunningCatcher::free_ports();
    options.catalogue_file = folder_.file("events.json");
    options.forward = app_.url("");
    return options;
  }

  void check(const Call& call) { check(call, *catcher_); }
  /// Makes the call, and holds its answer, and the order that was taken, against the document.
  void check(const Call& call, Catcher& catcher) {
    const std::string what = fmt::format("{} ({}): {}", call.operation, call.target, call.status);
    const std::string method = call.operation.substr(0, call.operation.find(' '));
    const ApiAnswer answer = call_api(catcher.watching_url(), method, call.target, call.body);
    ASSERT_EQ(answer.status, call.status) << what << "\n" << answer.body;
    checked_.insert(fmt::format("{} {}", call.operation, call.status));
    const json& operation = operation_of(call.operation);
    check_answer(resolved(operation.at("responses").at(std::to_string(call.status))), answer, what);
    if (call.status == 200 && operation.contains("requestBody")) {
      const json& taken = operation.at("requestBody").at("content").at("application/json");
      EXPECT_EQ(schemas_.problem_in(json::parse(call.body), taken.at("schema")), "") << what;
    }
  }

  /// What the document promises and no call has shown: "GET /api/captures 400".
  std::set<std::string> unchecked() const {
    // They take a stop in the middle, half a minute, and a full disk.
    const std::set<std::string> left_out = {"GET /api/health 503",
                                            "POST /api/captures/{id}/replay 503",
                                            "POST /api/captures/{id}/replay 504"};
    std::set<std::string> unchecked;
    for (const std::string& operation : described_operations()) {
      for (const auto& [status, response] : operation_of(operation).at("responses").items()) {
        const std::string promise = operation + " " + status;
        if (status == "default" || checked_.contains(promise) || left_out.contains(promise)) {
          continue;
        }
        unchecked.insert(promise);
      }
    }
    return unchecked;
  }

  void check_answer(const json& response, const ApiAnswer& answer, const std::string& what) {
    const std::string type = answer.header("Content-Type");
    const json& content = response.at("content");
    ASSERT_TRUE(content.contains(type)) << what << ": " << type;
    if (type != "application/json") return;
    EXPECT_EQ(schemas_.problem_in(json::parse(answer.body), content.at(type).at("schema")), "")
        << what << "\n"
        << answer.body;
  }

  ScriptedReceiver app_{[](ScriptedReceiver::Connection& connection) {
    if (connection.read_request().starts_with("POST /dead")) return;
    connection.send("HTTP/1.1 202 Taken\r\nA: b\r\nContent-Length: 4\r\n\r\nyes\n");
  }};
  TempFolder folder_;
  RunningCatcher catcher_;
  JsonSchema schemas_{document()};
  std::set<std::string> checked_;
};

TEST_F(DescribedCalls, AreAnsweredAsDescribed) {
  const std::string here = app_.url("");
  const std::string large(std::size_t{5} << 20, ' ');
  const auto replayed = [](const std::string& order, int status, int id = 1) {
    return Call{"POST /api/captures/{id}/replay", fmt::format("/api/captures/{}/replay", id),
                status, order};
  };
  const std::vector<Call> calls = {
      {"GET /api/captures", "/api/captures"},
      {"GET /api/captures", "/api/captures?path=/ruled&form.x=1&header.host=x&limit=1"},
      {"GET /api/captures", "/api/captures?limit=x", 400},
      {"GET /api/count", "/api/count?status=202"},
      {"GET /api/count", "/api/count?limit=1", 400},
      replayed(json{{"to", here}}.dump(), 200),
      replayed(json{{"to", here}, {"sign", true}, {"method", "PUT"}, {"body", "x"}}.dump(), 200),
      replayed(json{{"to", here},
                    {"headers", json::array({json::array({"A", "b"})})},
                    {"body_base64", "eA=="},
                    {"sign", {{"scheme", "stripe"}, {"key", "k"}}}}
                   .dump(),
               200),
      replayed(json{{"to", here + "/dead"}}.dump(), 502),
      replayed(R"({"to":"http://example.com"})", 403),
      replayed("{}", 400),
      replayed(json{{"to", here}}.dump(), 404, 999),
      replayed(json{{"to", here}}.dump(), 409, 2),
      replayed(large, 413),
      {"GET /api/captures/{id}", "/api/captures/x", 400},
      {"GET /api/captures/{id}", "/api/captures/999", 404},
      {"GET /api/captures/{id}/raw", "/api/captures/1/raw"},
      {"GET /api/captures/{id}/raw", "/api/captures/x/raw", 400},
      {"GET /api/captures/{id}/raw", "/api/captures/999/raw", 404},
      {"GET /api/captures/{id}/body", "/api/captures/1/body"},
      {"GET /api/captures/{id}/body", "/api/captures/x/body", 400},
      {"GET /api/captures/{id}/body", "/api/captures/999/body", 404},
      {"GET /api/timeline", "/api/timeline"},
      {"GET /api/timeline", "/api/timeline?method=BREW"},
      {"GET /api/timeline", "/api/timeline?buckets=1", 400},
      {"GET /api/export", "/api/export"},
      {"GET /api/export", "/api/export?format=ndjson&path=/gzip"},
      {"GET /api/export", "/api/export?format=har"},
      {"GET /api/export", "/api/export?format=curl"},
      {"GET /api/export", "/api/export?format=scenario"},
      {"GET /api/export", "/api/export?format=scenario"},
      {"GET /api/export", "/api/export?format=pdf", 400},
      {"GET /api/wait", "/api/wait?count=4&timeout=10s"},
      {"GET /api/wait", "/api/wait?count=4&timeout=0&path=/chunked", 408},
      {"GET /api/wait", "/api/wait?timeout=soon", 400},
      {"GET /api/stream", "/api/stream?after=x", 400},
      {"POST /api/sample", "/api/sample"},
      {"POST /api/sample", "/api/sample?to=x", 400},
      {"GET /api/catalogue", "/api/catalogue"},
      {"GET /api/catalogue", "/api/catalogue?x", 400},
      {"GET /api/captures", "/api/captures?show=form.type&show=header.Host&show=json.a"},
      {"DELETE /api/captures/{id}/replay", "/api/captures/1/replay"},
      {"DELETE /api/captures/{id}/replay", "/api/captures/1/replay?x=1", 400},
      {"DELETE /api/captures/{id}/replay", "/api/captures/999/replay", 404},
      {"GET /api/filters", "/api/filters?q=status=4xx"},
      {"GET /api/filters", "/api/filters?q=sttus=4xx", 400},
      {"GET /api/health", "/api/health"},
      {"GET /api/openapi.json", "/api/openapi.json"},
      {"GET /api/openapi.json", "/api/openapi.json?x", 400},
      {"GET /metrics", "/metrics"},
      {"GET /api/signing", "/api/signing"},
      {"GET /api/signing", "/api/signing?x=1", 400},
      {"PUT /api/signing", "/api/signing", 400, R"([{"scheme":"github"}])"},
      {"PUT /api/signing", "/api/signing", 413, large},
      {"DELETE /api/signing", "/api/signing?x=1", 400},
      {"DELETE /api/signing", "/api/signing"},
      {"GET /api/replies", "/api/replies"},
      {"GET /api/replies", "/api/replies?x=1", 400},
      {"PUT /api/replies", "/api/replies", 400, R"([{"reply":{"status":"200"}}])"},
      {"PUT /api/replies", "/api/replies", 413, large},
      {"DELETE /api/replies", "/api/replies?path=/x", 400},
      {"PUT /api/replies", "/api/replies", 200, R"([{"reply":{"fault":"close"}}])"},
      {"POST /api/sample", "/api/sample", 502},
      {"DELETE /api/replies", "/api/replies"},
      {"DELETE /api/captures/{id}", "/api/captures/x", 400},
      {"DELETE /api/captures/{id}", "/api/captures/999", 404},
      {"DELETE /api/captures/{id}", "/api/captures/1"},
      {"DELETE /api/captures", "/api/captures?pth=/x", 400},
      {"DELETE /api/captures", "/api/captures?undo=soon", 400},
      {"DELETE /api/captures", "/api/captures?id=2&undo=30s"},
      {"POST /api/undo/{id}", "/api/undo/1?x=1", 400},
      {"POST /api/undo/{id}", "/api/undo/9", 404},
      {"POST /api/undo/{id}", "/api/undo/1"},
      {"DELETE /api/captures", "/api/captures"},
  };
  const auto last = catcher_.get("/api/health").at("last").get<int>();
  for (int id = 1; id <= last; ++id) {
    check({"GET /api/captures/{id}", fmt::format("/api/captures/{}", id)});
  }
  for (const Call& call : calls) check(call);
  RunningCatcher bare;
  check({"GET /api/catalogue", "/api/catalogue", 404}, *bare);
  RawClient viewer(catcher_->watching_url());
  viewer.send("GET /api/stream HTTP/1.1\r\n\r\n");
  EXPECT_NE(viewer.read_until("retry:").find("Content-Type: text/event-stream\r\n"),
            std::string::npos);
  checked_.insert("GET /api/stream 200");
  EXPECT_THAT(unchecked(), IsEmpty());
}

}  // namespace
}  // namespace hookline::test
