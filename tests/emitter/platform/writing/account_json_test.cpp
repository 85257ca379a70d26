#include "emitter/platform/writing/account_json.h"

#include "emitter/commands/serving/account_file.h"
#include "tests/support/places.h"
#include "tests/support/temp_folder.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

std::string json_of(const NewAccount& account) {
  std::vector<std::shared_ptr<const Webhook>> webhooks = {nullptr};
  for (const Webhook& webhook : account.webhooks)
    webhooks.push_back(std::make_shared<const Webhook>(webhook));
  return account_json(account.state, webhooks);
}

NewAccount read_back(const std::string& json) {
  const TempFolder folder;
  const std::string file = folder.file("account.json");
  std::ofstream(file) << json;
  return read_account_file(file, "http://127.0.0.1:8080");
}

NewAccount of(const std::string& account) {
  return read_back(R"({"account": )" + account + "}");
}

TEST(AccountJson, IsReadAgainAsItWas) {
  const NewAccount playground =
      read_account_file(source_path("emitter/serving/playground.json"), "http://127.0.0.1:8080");
  const std::string json = json_of(playground);
  const NewAccount again = read_back(json);
  EXPECT_EQ(json_of(again), json);
  EXPECT_EQ(again.state.contacts.size(), 3u);
  EXPECT_EQ(again.webhooks.size(), 1u);
}

TEST(AccountJson, KeepsWhatIsUnusual) {
  const std::string json = json_of(of(R"({
    "profile": {"id": 7, "timezone": "-06:00", "currency": "eur"},
    "lists": [{"id": 3, "name": "Zoë \"Z\"", "user": 9, "sender_city": ""}],
    "fields": [{"id": 2, "title": "Colours", "tag": "c"}],
    "contacts": [{"id": 42, "email": "a@example.com", "ip": "10.0.0.1", "tags": ["a", "b,c"], "lists": [3],
                  "organization": "Acme", "customer_account": {"id": 5, "name": "Acme"},
                  "fields": {"2": ["red", "blue"]}}],
    "automations": [{"id": 6, "name": "Series", "start": {"on": "unsubscribe", "list": 3},
                     "steps": [{"wait": "1d"}, {"update": {"fields": {"2": "x"}}}]}],
    "journeys": [{"id": 9, "automation": 6, "contact": 42, "next_step": 1,
                  "due": "2024-02-28T04:45:41-06:00"}],
    "deal_fields": [{"id": 1, "title": "Size"}, {"id": 2, "title": "Weight"}],
    "deals": [{"id": 4, "title": "D", "value": "1044055.50", "currency": "usd", "status": "won", "contact": 42,
               "created": "2024-02-28T04:45:41-06:00", "fields": {"2": ""}}],
    "tasks": [{"id": 8, "deal": 4, "done": "2024-03-01T00:00:00Z", "note": "call"}],
    "webhooks": [{"name": "w", "url": "http://localhost/x?a=b", "list": 3, "events": ["open", "click"],
                  "sources": ["api"], "active": false}]})"));
  const NewAccount again = read_back(json);
  EXPECT_EQ(json_of(again), json);
  EXPECT_EQ(again.state.automations.find(6)->steps.size(), 2u);
  EXPECT_EQ(again.state.journeys.find(9)->due_ms, 1'709'117'141'000);
  EXPECT_EQ(again.state.contacts.find(42)->fields.at(0).value, "||red||blue||");
  EXPECT_EQ(again.state.deals.find(4)->value.cents, 104'405'550);
  EXPECT_FALSE(again.state.deals.find(4)->fields.at(0).stored);
  EXPECT_TRUE(again.state.deals.find(4)->fields.at(1).stored);
  EXPECT_EQ(again.state.deals.find(4)->created_s, 1'709'117'141);
  EXPECT_TRUE(again.state.tasks.find(8)->done_s);
  EXPECT_FALSE(again.webhooks.at(0).active);
}

}  // namespace
}  // namespace hookline
