#include "catcher/base/process/failure.h"
#include "emitter/scenario/format/files/scenario_loader.h"
#include "tests/support/json_schema.h"
#include "tests/support/places.h"

#include <filesystem>
#include <fstream>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using Json = nlohmann::json;

const std::string kFolder = source_path("scenarios");

Json parse_file(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return Json::parse(stream, nullptr, true, true);
}

const JsonSchema& schema() {
  static const JsonSchema schema(parse_file(kFolder + "/scenario.schema.json"));
  return schema;
}

bool loads(const Json& scenario) {
  try {
    load_scenario_text(scenario.dump(), "x.json");
    return true;
  } catch (const Failure&) {
    return false;
  }
}

/// A scenario in which everything that a step may refer to is there.
Json whole_scenario() {
  return Json::parse(R"({
    "name": "x",
    "account": {
      "profile": {"id": 1, "timezone": "-06:00", "currency": "eur"},
      "lists": [{"id": 1, "name": "News"}, {"id": 2, "name": "More", "sender_city": "Kyiv"}],
      "fields": [{"id": 1, "title": "Colour", "tag": "colour"}],
      "contacts": [{"id": 42, "email": "j@example.com", "lists": [1], "tags": ["a"],
                    "fields": {"1": ["Blue", "Red"]}, "customer_account": {"id": 1, "name": "A"}}],
      "campaigns": [{"id": 5, "name": "May", "message": {"id": 2, "subject": "Hi"}, "lists": [1]}],
      "automations": [{"id": 3, "name": "Welcome", "url": "{catcher}/a"},
        {"id": 4, "name": "Series", "start": {"on": "subscribe", "list": 1},
         "steps": [{"wait": "1d"}, {"tag": "a"}, {"untag": "a"}, {"subscribe": 1},
                   {"unsubscribe": 1}, {"update": {"phone": "1", "fields": {"1": "x"}}},
                   {"note": "x"}, {"webhook": "{catcher}/b"}]},
        {"id": 5, "name": "Tagged", "start": {"on": "contact_tag_added", "tag": "x"}},
        {"id": 6, "name": "By hand", "start": null, "steps": []}],
      "journeys": [{"id": 1, "automation": 4, "contact": 42, "next_step": 1,
                    "due": "2024-02-28T04:45:41Z"}],
      "users": [{"id": 1, "first_name": "Al"}],
      "pipelines": [{"id": 1, "title": "Sales", "stages": [{"id": 1, "title": "New"}]}],
      "deal_fields": [{"id": 1, "title": "Size"}],
      "deals": [{"id": 7, "title": "Big", "value": 12.5, "status": "won", "contact": 42,
                 "fields": {"1": "L"}, "created": "2024-02-28T04:45:41-06:00"}],
      "task_types": [{"id": 1, "title": "Call"}],
      "tasks": [{"id": 1, "deal": 7, "title": "Ring"}],
      "webhooks": [{"name": "A", "url": "{catcher}/a", "list": 1, "events": "all",
                    "sources": ["public", "api"], "active": true}]
    },
    "steps": [{"event": "update", "contact": 42}],
    "replies": [{"match": {"path": "/a", "form.x": "y"}, "reply": {"status": 500, "fault": "half"}},
                {"percent": 12.5, "seed": 7, "limit": {"requests": 3, "per": "1m"},
                 "reply": [{"status": 503, "delay": "250ms"}, {"times": 2, "body": "{{id}}",
                            "template": true, "headers": [["A", "1"], ["A", "2"]]}]}],
    "timeout": "2s",
    "delivery": {"preset": "stripe", "retry": 3, "backoff": "1s,2,1h", "jitter": 10, "seed": 1,
                 "retry_after_max": "5h", "retry_on": "5xx,timeout", "disable_after": 2,
                 "attempt_header": "X-Attempt", "virtual_time": true},
    "expect": [{"webhook": "A", "count": 1, "fields": {"type": "update", "x": {"present": false}},
                "absent": ["y"], "outcome": "answered", "status": 200, "active": true}]
  })");
}

Json with_step(std::string_view step) {
  Json scenario = whole_scenario();
  scenario["steps"] = Json::array({Json::parse(step)});
  return scenario;
}

TEST(ScenarioSchema, AcceptsEveryScenarioThatTheLoaderAccepts) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kFolder)) {
    const std::string file = entry.path().string();
    const bool skipped = entry.path().extension() != ".json" ||
                         entry.path().filename() == "scenario.schema.json" ||
                         file.find("/invalid/") != std::string::npos;
    if (skipped) continue;
    EXPECT_NO_THROW(load_scenario(file)) << file;
    EXPECT_EQ(schema().problem_in(parse_file(file)), "") << file;
  }
}

TEST(ScenarioSchema, AcceptsAScenarioWithEverything) {
  EXPECT_TRUE(loads(whole_scenario()));
  EXPECT_EQ(schema().problem_in(whole_scenario()), "");
}

class ScenarioSchemaStep : public testing::TestWithParam<const char*> {};

TEST_P(ScenarioSchemaStep, IsAcceptedByBoth) {
  const Json scenario = with_step(GetParam());
  EXPECT_TRUE(loads(scenario)) << GetParam();
  EXPECT_EQ(schema().problem_in(scenario), "") << GetParam();
}

constexpr const char* kGoodSteps[] = {
    R"({"event": "unsubscribe", "contact": {"id": 42, "email": "k@example.com"}, "lists": [1],
        "list_form": "array", "form": 1, "reason": "too many", "campaign": 5})",
    R"({"event": "subscribe", "contact": {"email": "n@example.com"}, "list": 2, "repeat": 3,
        "after": "250ms", "at": "2024-02-28T04:45:41-06:00", "set": {"a": 1, "b": true},
        "source": "api", "initiated_by": "system"})",
    R"({"automation": 3, "contact": "j@example.com"})",
    R"({"event": "subscriber_note", "contact": 42, "note": {"repeat": "x", "times": 3}})",
    R"({"event": "contact_tag_added", "contact": 42, "tag": "vip"})",
    R"({"event": "open", "contact": 42, "campaign": 5, "user_agent": "x"})",
    R"({"event": "click", "contact": 42, "link": {"id": 2, "url": "http://x/"}})",
    R"({"event": "click", "contact": 42, "link": "http://x/"})",
    R"({"event": "forward", "contact": 42, "forward": {"count": 3}})",
    R"({"event": "share", "contact": 42, "share": {"network": "twitter"}})",
    R"({"event": "reply", "contact": 42, "reply": {"result": "1", "message": "hi"}})",
    R"({"event": "bounce", "contact": 42, "bounce": {"type": "soft", "code": "4.0.0"}})",
    R"({"event": "sms_sent", "contact": 42, "sms": {"id": 3, "recipient": "1", "comment": "x"}})",
    R"({"event": "sms_reply", "contact": 42, "sms": {"reply": "YES", "result": "unsub"}})",
    R"({"event": "sms_unsub", "contact": 42, "sms": {"phone": "1"}})",
    R"({"event": "deal_update", "deal": {"id": 7, "value": "1,000.00"}, "contact_block": false,
        "updated_fields": ["value"]})",
    R"({"event": "deal_note_add", "deal": 7, "note": {"id": 4, "text": "x"}})",
    R"({"event": "deal_task_add", "deal": 7, "task": {"title": "Call", "due": "2024-02-28T04:45:41Z"}})",
    R"({"event": "deal_task_complete", "task": 1})",
    R"({"event": "deal_pipeline_add", "pipeline": {"title": "New"}})",
    R"({"event": "deal_stage_add", "stage": {"title": "New", "color": "ff0000"}})",
    R"({"event": "deal_tasktype_add", "task_type": {"title": "Mail"}})",
    R"({"event": "list_add", "list": {"name": "Third"}})",
    R"({"event": "sent", "campaign": {"id": 5, "recipients": 3}, "after": 0})",
    R"({"event": "update", "contact": 42, "set": {"a": {"base64": "AP8="}}})",
    R"({"action": "contact.add", "contact": {"email": "n@example.com", "tags": ["a"]}, "lists": [1, 2]})",
    R"({"action": "contact.update", "as": "api", "contact": 42, "change": {"phone": "1"}})",
    R"({"action": "contact.unsubscribe", "as": "public", "contact": 42, "list": 1, "reason": "x"})",
    R"({"action": "contact.tag", "contact": "j@example.com", "tag": "vip", "after": "1s", "repeat": 2})",
    R"({"action": "contact.delete", "contact": 42})",
    R"({"action": "campaign.forward", "campaign": 5, "contact": 42, "count": 3})",
    R"({"action": "campaign.share", "campaign": 5, "contact": 42, "network": "twitter"})",
    R"({"action": "campaign.reply", "campaign": 5, "contact": 42, "message": "hi"})",
    R"({"action": "deal.update", "deal": 7, "change": {"value": 3}})",
    R"({"action": "automation.start", "automation": 3, "contact": 42})",
    R"({"action": "import", "contacts": [{"email": "a@example.com"}], "set": {"a": 1}})",
    R"({"webhook": "A", "request": {}})",
    R"({"webhook": "A", "request": {"method": "M-SEARCH", "target": "/x?y=[1]",
        "headers": [["A", "1"], ["A", {"base64": "6Q=="}]], "form": [["a", "b"], ["a", 1]]},
        "repeat": 3, "after": "250ms", "expect": {"method": "M-SEARCH", "target": {"contains": "x"},
        "headers": {"A": {"present": true}}, "fields": {"a": "b"}, "absent": ["c"],
        "body": {"base64": "YT1i"}, "outcome": "answered", "status": [200, "3xx"]}})",
    R"({"webhook": "A", "request": {}, "expect": {"attempts": ["5xx", 503, "2XX"], "status": "204"}})",
    R"({"webhook": "A", "request": {"headers": {"A": "1"}, "form": {"a": "b"}}})",
    R"({"webhook": "A", "request": {"body": {"repeat": "x", "times": 3}}, "expect": {}})",
};
INSTANTIATE_TEST_SUITE_P(All, ScenarioSchemaStep, testing::ValuesIn(kGoodSteps));

class ScenarioSchemaBadStep : public testing::TestWithParam<const char*> {};

TEST_P(ScenarioSchemaBadStep, IsRefusedByBoth) {
  const Json scenario = with_step(GetParam());
  EXPECT_FALSE(loads(scenario)) << GetParam();
  EXPECT_NE(schema().problem_in(scenario), "") << GetParam();
}

constexpr const char* kBadSteps[] = {
    R"({})",
    R"({"event": "read", "contact": 42})",
    R"({"event": "open", "automation": 3, "contact": 42})",
    R"({"event": "open", "contact": 0})",
    R"({"event": "open", "contact": 42, "tag": "x"})",
    R"({"event": "open", "contact": 42, "evnt": "x"})",
    R"({"event": "open", "contact": 42, "source": "robot"})",
    R"({"event": "open", "contact": 42, "repeat": 0})",
    R"({"event": "open", "contact": 42, "after": "5"})",
    R"({"event": "open", "contact": 42, "at": "today"})",
    R"({"event": "open", "contact": 42, "set": {"a": null}})",
    R"({"event": "open", "contact": 42, "list": 1, "lists": [1]})",
    R"({"event": "open", "contact": 42, "list": {"name": "x"}})",
    R"({"event": "subscriber_note", "contact": 42, "note": {"text": "x"}})",
    R"({"event": "deal_note_add", "deal": 7, "note": {"repeat": "x", "times": 1}})",
    R"({"event": "sms_sent", "contact": 42, "sms": {"phone": "1"}})",
    R"({"event": "sms_unsub", "contact": 42, "sms": {"reply": "1"}})",
    R"({"event": "deal_note_add", "deal": 7, "contact_block": false})",
    R"({"event": "deal_update", "deal": {"status": "sold"}})",
    R"({"event": "update", "contact": 42, "campaign": 5})",
    R"({"event": "subscribe", "contact": {"id": 42, "fields": {"colour": "Blue"}}})",
    R"({"automation": 3, "contact": 42, "tag": "x"})",
    R"({"event": "update", "contact": 42, "set": {"a": {"base64": "AP8"}}})",
    R"({"event": "update", "contact": 42, "webhook": "A"})",
    R"({"event": "update", "contact": 42, "expect": {}})",
    R"({"action": "contact.tga", "contact": 42})",
    R"({"action": "contact.tag", "contact": 42, "source": "api"})",
    R"({"action": "contact.tag", "contact": 42, "as": "robot"})",
    R"({"action": "contact.tag", "contact": 42, "event": "update"})",
    R"({"action": "contact.tag", "contact": 42, "reason": "x"})",
    R"({"action": "contact.tag", "contact": 42, "change": {}})",
    R"({"action": "campaign.open", "contact": 42, "count": 1})",
    R"({"action": "import"})",
    R"({"action": "automation.start", "contact": 42})",
    R"({"action": "contact.add", "contact": {"email": "n@example.com"}, "list": 1, "lists": [1]})",
    R"({"request": {}})",
    R"({"webhook": "A", "request": "x"})",
    R"({"webhook": "A", "request": {}, "event": "update", "contact": 42})",
    R"({"webhook": "A", "request": {}, "source": "api"})",
    R"({"webhook": "A", "request": {}, "at": "2024-02-28T04:45:41-06:00"})",
    R"({"webhook": "A", "request": {"url": "/x"}})",
    R"({"webhook": "A", "request": {"method": "GET /"}})",
    R"({"webhook": "A", "request": {"method": "CONNECT"}})",
    R"({"webhook": "A", "request": {"headers": [["A"]]}})",
    R"({"webhook": "A", "request": {"headers": [["A", "1", "2"]]}})",
    R"({"webhook": "A", "request": {"headers": [[1, "A"]]}})",
    R"({"webhook": "A", "request": {"form": {"a": "b"}, "body": "x"}})",
    R"({"webhook": "A", "request": {"form": "a=b"}})",
    R"({"webhook": "A", "request": {"body": {"base64": "x"}}})",
    R"({"webhook": "A", "request": {}, "expect": {"count": 1}})",
    R"({"webhook": "A", "request": {}, "expect": {"body": 1}})",
    R"({"webhook": "A", "request": {}, "expect": []})",
};
INSTANTIATE_TEST_SUITE_P(All, ScenarioSchemaBadStep, testing::ValuesIn(kBadSteps));

struct Mutation {
  const char* pointer;
  const char* value;  ///< JSON; empty: removed
};

std::ostream& operator<<(std::ostream& out, const Mutation& mutation) {
  return out << mutation.pointer << " = " << mutation.value;
}

class ScenarioSchemaMutation : public testing::TestWithParam<Mutation> {};

TEST_P(ScenarioSchemaMutation, IsRefusedByBoth) {
  Json scenario = whole_scenario();
  const Json::json_pointer at(GetParam().pointer);
  if (std::string_view(GetParam().value).empty()) {
    scenario[at.parent_pointer()].erase(at.back());
  } else {
    scenario[at] = Json::parse(GetParam().value);
  }
  EXPECT_FALSE(loads(scenario)) << GetParam().pointer;
  EXPECT_NE(schema().problem_in(scenario), "") << GetParam().pointer;
}

constexpr Mutation kMutations[] = {
    {"/name", ""},
    {"/name", "\"\""},
    {"/name", "3"},
    {"/steps", ""},
    {"/steps", "{}"},
    {"/extra", "1"},
    {"/account", "[]"},
    {"/account/extra", "1"},
    {"/account/profile/extra", "1"},
    {"/account/lists/0/id", ""},
    {"/account/lists/0/id", "\"1\""},
    {"/account/lists/0/name", ""},
    {"/account/contacts/0/email", ""},
    {"/account/contacts/0/mail", "\"x\""},
    {"/account/contacts/0/tags", "\"a\""},
    {"/account/contacts/0/fields", "{\"x\": \"y\"}"},
    {"/account/campaigns/0/message/html", "\"x\""},
    {"/account/pipelines/0/stages/0/title", ""},
    {"/account/deals/0/status", "3"},
    {"/account/deals/0/created", "\"yesterday\""},
    {"/account/tasks/0/deal", ""},
    {"/account/automations/0/steps", "[]"},
    {"/account/journeys/0/due", ""},
    {"/account/journeys/0/next_step", "-1"},
    {"/account/automations/1/steps/0/wait", "1"},
    {"/account/automations/1/steps/0/tag", "\"x\""},
    {"/account/automations/1/steps/0", "{}"},
    {"/account/automations/1/steps/0", "{\"sleep\": \"1d\"}"},
    {"/account/automations/1/steps/5/update/email", "\"x@example.com\""},
    {"/account/automations/1/start/on", "\"read\""},
    {"/account/automations/1/start/on", ""},
    {"/account/automations/1/start", "\"subscribe\""},
    {"/account/webhooks/0/url", ""},
    {"/account/webhooks/0/name", "\"\""},
    {"/account/webhooks/0/events", "[]"},
    {"/account/webhooks/0/events", "\"some\""},
    {"/account/webhooks/0/events", "[\"open\", \"open\"]"},
    {"/account/webhooks/0/sources", "[\"robot\"]"},
    {"/account/webhooks/0/list", "0"},
    {"/account/webhooks/0/active", "\"yes\""},
    {"/expect/0/status", "\"2x\""},
    {"/expect/0/status", "[]"},
    {"/expect/0/status", "[\"6xx\"]"},
    {"/replies", "{}"},
    {"/replies/0/reply", ""},
    {"/replies/0/when", "{}"},
    {"/replies/0/match/url", "\"/\""},
    {"/replies/0/match/path", "1"},
    {"/replies/0/reply/code", "500"},
    {"/replies/0/reply/status", "199"},
    {"/replies/0/reply/status", "\"500\""},
    {"/replies/0/reply/fault", "\"explode\""},
    {"/replies/0/reply/delay", "250"},
    {"/replies/0/reply/times", "-1"},
    {"/replies/0/reply/headers", "{\"A\": 1}"},
    {"/replies/1/percent", "101"},
    {"/replies/1/percent", "\"50\""},
    {"/replies/1/percent", ""},
    {"/replies/1/seed", "-1"},
    {"/replies/1/limit", "5"},
    {"/replies/1/limit/per", ""},
    {"/replies/1/limit/per", "\"0s\""},
    {"/replies/1/limit/requests", "0"},
    {"/replies/1/limit/burst", "5"},
    {"/replies/1/reply", "[]"},
    {"/replies/1/reply/0", "[]"},
    {"/replies/1/reply/1/template", "1"},
    {"/timeout", "\"2x\""},
    {"/timeout", "\"30s1m\""},
    {"/timeout", "\"1.m\""},
    {"/timeout", "\"\""},
    {"/timeout", "5"},
    {"/expect/0/webhook", ""},
    {"/expect/0/count", "-1"},
    {"/expect/0/fields/type", "3"},
    {"/expect/0/fields/type", "{}"},
    {"/expect/0/fields/type", "{\"like\": \"number\"}"},
    {"/expect/0/fields/type", "{\"like\": \"url\", \"present\": true}"},
    {"/expect/0/fields/type", "{\"equals\": \"x\"}"},
    {"/expect/0/fields/type", "{\"one_of\": []}"},
    {"/expect/0/absent", "\"x\""},
    {"/expect/0/outcome", "\"fine\""},
    {"/expect/0/method", "1"},
    {"/expect/0/headers", "[]"},
    {"/expect/0/body", "{}"},
    {"/expect/0/status", "99"},
    {"/expect/0/active", "1"},
    {"/expect/0/extra", "1"},
};
INSTANTIATE_TEST_SUITE_P(All, ScenarioSchemaMutation, testing::ValuesIn(kMutations));

}  // namespace
}  // namespace hookline
