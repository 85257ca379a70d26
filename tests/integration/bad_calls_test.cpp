#include "tests/support/api_answer.h"
#include "tests/support/running_catcher.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

/// A call that makes no sense, and where its error has to say so.
struct BadCall {
  std::string method;
  std::string target;
  std::string body;
  std::string says;
};

/// Each parameter of each call with what it doesn't take.
std::vector<BadCall> bad_parameters() {
  std::vector<BadCall> calls;
  const auto add = [&](const std::string& path, const std::vector<std::string>& parameters) {
    for (const std::string& parameter : parameters) {
      const std::string name = parameter.substr(0, parameter.find('='));
      calls.push_back({"GET", path + "?" + parameter, "", name});
    }
  };
  const std::vector<std::string> filters = {"id=x",       "id=1,x",  "id=",     "status=x",
                                            "status=1.5", "status=", "since=x", "until=x",
                                            "since=1999", "form.=x", "header.="};
  const std::vector<std::string> range = {
      "after=x",  "after=-1", "after=1.5", "after=", "after=99999999999999999999",
      "before=x", "before=-1"};
  for (const char* path : {"/api/captures", "/api/count", "/api/timeline", "/api/export",
                           "/api/wait", "/api/stream"}) {
    add(path, filters);
    add(path, {"unheard=1", "metod=GET", "form=x", "after=x"});
  }
  for (const char* path : {"/api/captures", "/api/count", "/api/timeline", "/api/export"}) {
    add(path, range);
  }
  add("/api/captures",
      {"limit=x", "limit=0", "limit=-1", "limit=10001", "limit=1e3", "limit=", "limit=1&limit=2"});
  add("/api/timeline", {"buckets=x", "buckets=1", "buckets=5001", "limit=5"});
  add("/api/export", {"format=pdf", "format=", "format=HAR", "limit=5"});
  add("/api/wait", {"count=x", "count=0", "count=10001", "timeout=x", "timeout=5", "timeout=-1s",
                    "timeout=8785h", "timeout=", "before=5"});
  for (const char* path :
       {"/api/replies", "/api/signing", "/api/catalogue", "/api/openapi.json", "/api/captures/1"}) {
    add(path, {"path=/x"});
  }
  return calls;
}

/// Each key of what is sent as JSON with a type that it isn't of.
std::vector<BadCall> bad_members() {
  std::vector<BadCall> calls;
  const auto add = [&](const std::string& method, const std::string& target,
                       const std::vector<std::pair<std::string, std::string>>& bodies) {
    for (const auto& [body, says] : bodies) calls.push_back({method, target, body, says});
  };
  const std::vector<std::pair<std::string, std::string>> no_lists = {
      {"", "JSON"},   {"[", "JSON"},      {"\xff", "JSON"}, {"{}", "array"},  {"null", "array"},
      {"5", "array"}, {"\"x\"", "array"}, {"[5]", "/0"},    {"[null]", "/0"}, {"[[]]", "/0"}};
  add("PUT", "/api/replies", no_lists);
  add("PUT", "/api/signing", no_lists);

  const auto add_to = [&](const std::string& target, const std::string& before,
                          const std::string& after, const std::string& place,
                          const std::string& name, const std::vector<std::string>& values) {
    for (const std::string& value : values) {
      const auto body = fmt::format("{}\"{}\":{}{}", before, name, value, after);
      calls.push_back({"PUT", target, body, place + name});
    }
  };
  const auto rule = [&](const std::string& name, const std::vector<std::string>& values) {
    add_to("/api/replies", "[{\"reply\":{},", "}]", "/0/", name, values);
  };
  rule("match", {"5", "[]", "null", "\"x\""});
  rule("percent", {"\"5\"", "101", "-1", "null", "[]"});
  rule("seed", {"\"5\"", "-1", "1.5", "null"});
  rule("limit", {"5", "[]", "null", "{}", "{\"requests\":5}", "{\"requests\":\"5\",\"per\":\"1s\"}",
                 "{\"requests\":5,\"per\":5}", "{\"requests\":0,\"per\":\"1s\"}"});
  rule("answered", {"\"5\"", "-1"});
  rule("unheard", {"1"});
  const auto match = [&](const std::string& name, const std::vector<std::string>& values) {
    add_to("/api/replies", "[{\"reply\":{},\"match\":{", "}}]", "/0/match/", name, values);
    for (const std::string& value : values) {
      const auto body =
          fmt::format(R"([{{"scheme":"github","key":"k","match":{{"{}":{}}}}}])", name, value);
      calls.push_back({"PUT", "/api/signing", body, "/0/match"});
    }
  };
  for (const char* name : {"method", "path", "channel", "text", "form.a", "header.a"}) {
    match(name, {"5", "null", "[]", "{}", "true"});
  }
  match("status", {"5"});
  const auto reply = [&](const std::string& name, const std::vector<std::string>& values) {
    add_to("/api/replies", "[{\"reply\":{", "}}]", "/0/reply/", name, values);
  };
  reply("status", {"\"200\"", "199", "600", "200.5", "null", "[]"});
  reply("headers", {"5", "\"x\"", "null", "[5]", "[[\"a\"]]", "[[\"a\",5]]", "{\"a\":5}",
                    "{\"a b\":\"x\"}", "{\"a\":\"x\\r\\ny: z\"}", "{\"Content-Length\":\"5\"}"});
  reply("body", {"5", "null", "{}", "[]"});
  reply("template", {"1", "\"true\"", "null"});
  reply("delay", {"5", "\"5\"", "\"5w\"", "null", "\"-1s\""});
  reply("fault", {"5", "\"crash\"", "[]"});
  reply("times", {"\"5\"", "-1", "1.5", "null"});
  reply("unheard", {"1"});
  calls.push_back({"PUT", "/api/replies", R"([{"reply":5}])", "/0/reply"});
  calls.push_back({"PUT", "/api/replies", R"([{"reply":[]}])", "/0/reply"});
  calls.push_back({"PUT", "/api/replies", R"([{"reply":[{},5]}])", "/0/reply/1"});
  calls.push_back({"PUT", "/api/replies", R"([{"match":{}}])", "reply"});

  const auto key = [&](const std::string& name, const std::vector<std::string>& values) {
    add_to("/api/signing", "[{\"scheme\":\"hmac-sha256\",\"key\":\"k\",", "}]", "/0/", name,
           values);
  };
  key("header", {"5", "null", "[]"});
  key("encoding", {"5", "null", "\"octal\""});
  key("prefix", {"5", "null"});
  key("tolerance", {"5", "null", "\"5\"", "\"5w\""});
  key("match", {"5", "[]", "null", "\"x\"", "{\"path\":5}", "{\"unheard\":\"x\"}"});
  key("id", {"5", "\"x\"", "null"});
  key("unheard", {"1"});
  add("PUT", "/api/signing",
      {{R"([{"scheme":5,"key":"k"}])", "/0/scheme"},
       {R"([{"scheme":"md5","key":"k"}])", "/0/scheme"},
       {R"([{"scheme":"github","key":5}])", "/0/key"},
       {R"([{"scheme":"github"}])", "key"},
       {R"([{"key":"k"}])", "scheme"},
       {R"([{"scheme":"github","key":"k","header":"X"}])", "/0/header"}});

  const std::string replay = "/api/captures/1/replay";
  add("POST", replay,
      {{"", "JSON"},
       {"{", "JSON"},
       {"[]", "object"},
       {"null", "object"},
       {"5", "object"},
       {"{}", "to"},
       {"{\"to\":\"http://localhost\",\"unheard\":1}", "/unheard"}});
  for (const char* to : {"5", "null", "[]", "\"\"", "\"localhost\"", "\"ftp://localhost\"",
                         "\"http://\"", "\"http://localhost:99999\"", "\"http://u:p@localhost\""}) {
    calls.push_back({"POST", replay, fmt::format("{{\"to\":{}}}", to), "/to"});
  }
  const auto order = [&](const std::string& name, const std::vector<std::string>& values) {
    for (const std::string& value : values) {
      const auto body = fmt::format("{{\"to\":\"http://localhost\",\"{}\":{}}}", name, value);
      calls.push_back({"POST", replay, body, "/" + name});
    }
  };
  order("method", {"5", "null", "\"\"", "\"A B\"", "\"A\\r\\n\""});
  order("target", {"5", "null", "\"\"", "\"x\"", "\"/a b\"", "\"/\\n\""});
  order("headers", {"5", "null", "{}", "[5]", "[[\"a\"]]", "[[\"a\",5]]", "[[\"\",\"x\"]]",
                    "[[\"a\",\"x\\ny\"]]"});
  order("body", {"5", "null", "[]", "{}"});
  order("body_base64", {"5", "null", "\"!\"", "\"x\",\"body\":\"x\""});
  order("sign", {"5", "null", "\"x\"", "[]", "{}", "{\"scheme\":\"github\"}",
                 "{\"scheme\":5,\"key\":\"k\"}"});
  return calls;
}

TEST(BadCalls, AreRefusedWithThePlaceAndAHint) {
  RunningCatcher catcher;
  catcher.call("POST", "/api/sample", "", 200);
  auto calls = bad_parameters();
  for (BadCall& call : bad_members()) calls.push_back(std::move(call));
  for (const BadCall& call : calls) {
    const auto what = fmt::format("{} {} {}", call.method, call.target, call.body);
    const ApiAnswer answer = call_api(catcher->watching_url(), call.method, call.target, call.body);
    EXPECT_EQ(answer.status, 400) << what << "\n" << answer.body;
    EXPECT_EQ(answer.header("Content-Type"), "application/json") << what;
    const json error = json::parse(answer.body, nullptr, false);
    ASSERT_TRUE(error.is_object()) << what << "\n" << answer.body;
    EXPECT_THAT(error.value("error", ""), HasSubstr(call.says)) << what;
    EXPECT_NE(error.value("hint", ""), "") << what;
  }
  EXPECT_EQ(catcher.get("/api/captures").at("total"), 1);
  EXPECT_EQ(catcher.get("/api/replies"), json::array());
  EXPECT_EQ(catcher.get("/api/signing"), json::array());
}

TEST(BadCalls, ToAnUnknownPathGetAHint) {
  RunningCatcher catcher;
  for (const char* method : {"GET", "POST", "PUT", "DELETE", "OPTIONS", "BREW"}) {
    for (const char* path : {"/api", "/api/", "/api/unheard", "/api/captures/", "/api/captures/1/",
                             "/api/captures/1/unheard", "/unheard", "/%ff"}) {
      const ApiAnswer answer = call_api(catcher->watching_url(), method, path, "x");
      EXPECT_EQ(answer.status, 404) << method << " " << path;
      EXPECT_THAT(json::parse(answer.body).at("hint").get<std::string>(),
                  HasSubstr("/api/openapi.json"));
    }
  }
}

TEST(BadCalls, WithALargeFormToAPathThatTakesNoneStillGet405) {
  RunningCatcher catcher;
  const std::string form(100'000, 'a');
  const ApiAnswer answer = call_api(catcher->watching_url(), "POST", "/api/captures", form);
  EXPECT_EQ(answer.status, 405);
  EXPECT_EQ(answer.header("Allow"), "GET, HEAD, DELETE");
}

TEST(BadCalls, WithATargetOverTheLimitAreToldSo) {
  RunningCatcher catcher;
  const ApiAnswer answer =
      call_api(catcher->watching_url(), "GET", "/api/captures?text=" + std::string(9'000, 'a'));
  EXPECT_EQ(answer.status, 414);
  EXPECT_THAT(json::parse(answer.body).at("error").get<std::string>(), HasSubstr("8192"));
}

TEST(Calls, ThatDeleteAllMayHaveTheTokenInTheirTarget) {
  CatcherOptions options = RunningCatcher::free_ports();
  options.token = "t";
  RunningCatcher catcher(options);
  const std::string url = catcher->watching_url().substr(0, catcher->watching_url().find("/?"));
  EXPECT_EQ(call_api(url, "DELETE", "/api/captures").status, 401);
  EXPECT_EQ(call_api(url, "DELETE", "/api/captures?token=t").status, 200);
}

}  // namespace
}  // namespace hookline::test
