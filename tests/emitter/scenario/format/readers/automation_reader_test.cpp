#include "emitter/platform/reading/automation_reader.h"

#include "catcher/base/process/failure.h"
#include "emitter/platform/writing/automation_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::AllOf;
using testing::HasSubstr;

AccountState account() {
  AccountState state;
  List list;
  list.name = "News";
  state.lists.put(list);
  ContactField field;
  field.title = "Colour";
  state.contact_fields.put(field);
  return state;
}

Automation automation_of(const std::string& rest) {
  const auto document =
      JsonDocument::parse(R"({"id": 5, "name": "Series")" + rest + "}", "account.json");
  return read_automation(document.root(), account());
}

std::string failure_of(const std::string& rest) {
  try {
    automation_of(rest);
  } catch (const Failure& failure) {
    return failure.what();
  }
  return "nothing was refused";
}

std::string failure_of_step(const std::string& step) {
  return failure_of(R"(, "steps": [{"tag": "a"}, )" + step + "]");
}

std::string json_of(const Automation& automation) {
  std::string json;
  JsonObjectWriter object(json);
  write_automation(object, automation);
  object.end();
  return json;
}

TEST(AutomationReader, ReadsWhatItWrites) {
  const std::string rest =
      R"(,"start":{"on":"subscribe","list":1},"steps":[{"wait":"1d"},{"wait":"90m"},)"
      R"({"wait":"1500ms"},{"tag":"a"},{"untag":"b"},{"subscribe":1},{"unsubscribe":1},)"
      R"({"update":{"phone":"1","lists":[1],"fields":{"1":"x"}}},{"note":"n"},)"
      R"({"webhook":"{catcher}/x?a=b"}]})";
  const auto automation = automation_of(rest.substr(0, rest.size() - 1));
  EXPECT_EQ(json_of(automation), R"({"id":5,"name":"Series")" + rest);
}

TEST(AutomationReader, TakesAUrlForASingleWebhookStep) {
  EXPECT_EQ(webhook_urls(automation_of(R"(, "url": "{catcher}/a")")),
            std::vector<std::string>{"{catcher}/a"});
  EXPECT_THAT(failure_of(R"(, "url": "{catcher}/a", "steps": [])"), HasSubstr("/steps: "));
}

TEST(AutomationReader, RefusesStartsThatNobodyWouldEnterBy) {
  EXPECT_THAT(failure_of(R"(, "start": {"on": "list_add"})"),
              AllOf(HasSubstr("/start/on: "), HasSubstr("about no contact")));
  EXPECT_THAT(failure_of(R"(, "start": {"on": "subscribe", "tag": "a"})"),
              HasSubstr("/start/tag: subscribe is about no tag"));
  EXPECT_THAT(failure_of(R"(, "start": {"on": "contact_tag_added", "list": 1})"),
              HasSubstr("/start/list: contact_tag_added is about no list"));
  EXPECT_THAT(failure_of(R"(, "start": {"on": "subscribe", "list": 9})"),
              HasSubstr("/start/list: there is no list 9"));
  EXPECT_THAT(failure_of(R"(, "start": {"on": "subscrib"})"), HasSubstr("did you mean"));
}

TEST(AutomationReader, RefusesStepsThatCanNotBeDone) {
  EXPECT_THAT(failure_of_step(R"({"subscribe": 9})"),
              HasSubstr("/steps/1/subscribe: there is no list 9"));
  EXPECT_THAT(failure_of_step(R"({"update": {"fields": {"9": "x"}}})"),
              HasSubstr("/steps/1/update/fields/9: "));
  EXPECT_THAT(failure_of_step(R"({"update": {"email": "x@example.com"}})"),
              HasSubstr("/steps/1/update/email: "));
  EXPECT_THAT(failure_of_step(R"({"wait": "999ms"})"), HasSubstr("a second or longer"));
  EXPECT_THAT(failure_of_step(R"({"webhook": "https://a:8443/"})"),
              HasSubstr("/steps/1/webhook: "));
  EXPECT_THAT(failure_of_step(R"({"tag": "a", "untag": "b"})"), HasSubstr("make two of it"));
  EXPECT_THAT(failure_of_step("{}"), HasSubstr("has one of the keys wait, tag"));
  EXPECT_THAT(failure_of_step(R"({"tga": "a"})"), HasSubstr("did you mean \"tag\""));
}

}  // namespace
}  // namespace hookline
