#include "tests/support/asked_platform.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Json = AskedPlatform::Json;

constexpr const char* kForm =
    "name=Orders&url=http%3A%2F%2Fa.example%2Fx&lists[3]=3&action[]=subscribe&action[]=sent&"
    "init[]=public&init[]=api";

AccountState with_lists() {
  AccountState account;
  for (const std::uint64_t id : {3U, 4U}) {
    List list;
    list.id = id;
    list.name = "List";
    account.lists.put(list);
  }
  return account;
}

class V1WebhookActions : public testing::Test {
 protected:
  Json ask(const std::string& action, const std::string& form = "") {
    const auto reply = api.v1("api_output=json&api_action=" + action, form);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.header("Content-Type"), "application/json");
    return reply.json();
  }
  AskedPlatform api{with_lists()};
};

TEST_F(V1WebhookActions, AddsOneAndShowsItsFlags) {
  EXPECT_EQ(ask("webhook_add", kForm), Json::parse(R"({"id":1,"result_code":1,
      "result_message":"Webhook(s) added","result_output":"json"})"));
  const Json row = ask("webhook_view&id=1");
  EXPECT_EQ(row["name"], "Orders");
  EXPECT_EQ(row["listid"], "3");
  EXPECT_EQ(row["url"], "http://a.example/x");
  EXPECT_EQ(row["subscribe"], "1");
  EXPECT_EQ(row["sent"], "1");
  EXPECT_EQ(row["update"], "0");
  EXPECT_EQ(row["init_public"], "1");
  EXPECT_EQ(row["init_admin"], "0");
  EXPECT_EQ(row["result_code"], 1);
}

TEST_F(V1WebhookActions, AddsOneForEachOfItsLists) {
  ask("webhook_add", std::string(kForm) + "&lists[4]=4");
  EXPECT_EQ(ask("webhook_view&id=2")["listid"], "4");
}

TEST_F(V1WebhookActions, EditsListsAndDeletes) {
  ask("webhook_add", kForm);
  EXPECT_EQ(ask("webhook_edit", std::string(kForm) + "&id=1&name=New")["result_code"], 1);
  const Json list = ask("webhook_list&ids=all");
  EXPECT_EQ(list["0"]["name"], "New");
  EXPECT_EQ(ask("webhook_delete&id=1")["result_message"], "Webhook(s) deleted");
  EXPECT_EQ(ask("webhook_list&ids=all"), Json::parse(R"({"result_code":0,
      "result_message":"Failed: Nothing is returned","result_output":"json"})"));
}

TEST_F(V1WebhookActions, DescribesTheEvents) {
  const Json events = ask("webhook_events");
  EXPECT_EQ(events.size(), 25U + 3U);
  EXPECT_EQ(events["subscribe"]["description"], "Contact added");
  EXPECT_EQ(events["subscribe"]["db_field"], "subscribe");
  EXPECT_EQ(events["subscribe"]["example_response"]["type"], "subscribe");
}

TEST_F(V1WebhookActions, LeavesNothingBehindWhereSomethingIsWrong) {
  const std::string good = kForm;
  for (const std::string& form :
       {good + "&action[]=contact_add", good + "&init[]=robots", good + "&lists[9]=9",
        good + "&url=http%3A%2F%2Fa.example%2F~x", good + "&url=https%3A%2F%2Fa.example%3A8443%2F",
        good + "&name=", std::string("name=a&url=http%3A%2F%2Fa.example%2F&init[]=api"),
        std::string("name=a&url=http%3A%2F%2Fa.example%2F&action[]=sent"), good + "&lists[x]=x"}) {
    const Json answer = ask("webhook_add", form);
    EXPECT_EQ(answer["result_code"], 0) << form;
    EXPECT_NE(answer["result_message"], "") << form;
  }
  EXPECT_EQ(ask("webhook_list&ids=all")["result_code"], 0);
}

TEST_F(V1WebhookActions, KnowsNoOtherActionAndNoJson) {
  EXPECT_EQ(ask("nothing")["result_message"], "You are not authorized to access this file");
  EXPECT_EQ(ask("")["result_code"], 0);
  EXPECT_THAT(api.v1("api_action=nothing").text, HasSubstr("<root><error>"));
}

}  // namespace
}  // namespace hookline
