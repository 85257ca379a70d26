#include "emitter/platform/calls/route_table.h"

#include "catcher/api/call/call.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Answer said(const PlatformCall& call, const std::string& name) {
  std::string text = name;
  for (const std::string& part : call.parts) text += " " + part;
  return text_answer(200, text, "text/plain");
}

RouteTable::Handler saying(const std::string& name) {
  return [name](const PlatformCall& call) { return said(call, name); };
}

Answer refused(const std::exception_ptr& why, std::string_view) {
  try {
    std::rethrow_exception(why);
  } catch (const CallError& error) {
    return text_answer(error.status(), error.what(), "text/plain");
  }
}

class RouteTableTest : public testing::Test {
 protected:
  RouteTableTest() {
    table.add_area({"", refused});
    table.add("GET", "/contacts/{id}", saying("one"));
    table.add("GET", "/contacts/sync", saying("sync"));
    table.add("PUT", "/contacts/{id}", saying("change"));
    table.add("GET", "/contacts/{id}/notes/{note}", saying("note"));
  }
  Answer ask(const std::string& method, const std::string& path) {
    PlatformCall call;
    call.method = method;
    call.path = path;
    return table.answer(std::move(call));
  }

  RouteTable table;
};

TEST_F(RouteTableTest, TakesThePartsThatStandForBraces) {
  EXPECT_EQ(ask("GET", "/contacts/7").body, "one 7");
  EXPECT_EQ(ask("GET", "/contacts/7/notes/a%20b").body, "note 7 a b");
}

TEST_F(RouteTableTest, PrefersThePatternThatSaysMore) {
  EXPECT_EQ(ask("GET", "/contacts/sync").body, "sync");
}

TEST_F(RouteTableTest, IgnoresASlashAtTheEnd) {
  EXPECT_EQ(ask("GET", "/contacts/7/").body, "one 7");
}

TEST_F(RouteTableTest, AnswersHeadAsGet) {
  EXPECT_EQ(ask("HEAD", "/contacts/7").body, "one 7");
}

TEST_F(RouteTableTest, NamesTheMethodsThatAPathTakes) {
  const Answer answer = ask("DELETE", "/contacts/7");
  EXPECT_EQ(answer.status, 405);
  EXPECT_EQ(find_header(answer.headers, "Allow"), "GET, HEAD, PUT");
}

TEST_F(RouteTableTest, SaysThatNothingIsThere) {
  EXPECT_EQ(ask("GET", "/").status, 404);
  EXPECT_EQ(ask("GET", "/contacts//notes/1").status, 404);
  EXPECT_EQ(ask("GET", "*").status, 404);
}

TEST_F(RouteTableTest, TellsWhoPostsAWebhookThatNoneAreTakenIn) {
  const Answer answer = ask("POST", "/hooks/7");
  EXPECT_EQ(answer.status, 404);
  EXPECT_THAT(answer.body, HasSubstr("sends webhooks, and takes none in"));
}

TEST_F(RouteTableTest, LetsTheAreaOfTheLongestPrefixRefuseAndStandAround) {
  table.add_area(
      {"/api/",
       [](const std::exception_ptr&, std::string_view) { return text_answer(418, "", ""); },
       [](const PlatformCall& call, const auto& go_on) {
         Answer answer = go_on(call);
         answer.headers.push_back({"RateLimit-Limit", "5"});
         return answer;
       }});
  table.add("GET", "/api/lists", saying("lists"));
  EXPECT_EQ(find_header(ask("GET", "/api/lists").headers, "RateLimit-Limit"), "5");
  EXPECT_EQ(ask("GET", "/api/nothing").status, 418);
  EXPECT_EQ(ask("GET", "/contacts/x/y").status, 404);
}

TEST_F(RouteTableTest, ListsItsRoutes) {
  EXPECT_THAT(table.routes(), ElementsAre("GET /contacts/{id}", "GET /contacts/sync",
                                          "PUT /contacts/{id}", "GET /contacts/{id}/notes/{note}"));
}

}  // namespace
}  // namespace hookline
