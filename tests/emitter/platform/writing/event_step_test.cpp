#include "emitter/platform/writing/event_step.h"

#include "catcher/base/json/json_reader.h"
#include "catcher/base/json/json_writer.h"
#include "emitter/commands/serving/account_file.h"
#include "emitter/platform/account/account.h"
#include "emitter/platform/payloads/payload.h"
#include "emitter/scenario/format/steps/step_reader.h"
#include "tests/support/places.h"

#include <algorithm>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

constexpr std::int64_t kNow_s = 1'709'117'141;

AccountState playground() {
  return read_account_file(source_path("emitter/serving/playground.json"), "http://127.0.0.1:8080")
      .state;
}

/// What the step does in the account: the first event of its kind.
Event done_by(const std::string& step, const AccountState& account) {
  const auto document = JsonDocument::parse("[" + step + "]", "");
  const auto steps = read_steps(document.root(), account);
  Account changed(account);
  const auto events = steps.at(0).operation()->perform_on(changed, kNow_s);
  const auto found = std::ranges::find(events, *steps.at(0).operation()->event, &Event::type);
  EXPECT_NE(found, events.end()) << step;
  return *found;
}

std::string step_of(const Event& event) {
  std::string json;
  JsonObjectWriter object(json);
  write_event_step(object, event);
  object.end();
  return json;
}

/// In which contact, campaign and deal are those that the account has.
class EventSteps : public testing::TestWithParam<std::string> {};

TEST_P(EventSteps, DoTheEventAgain) {
  const AccountState account = playground();
  const Event event = done_by(GetParam(), account);
  const std::string step = step_of(event);
  const Event again = done_by(step, account);
  EXPECT_EQ(*render_payload(again), *render_payload(event)) << step;
  EXPECT_EQ(again.source, event.source);
  EXPECT_EQ(step_of(again), step);
}

INSTANTIATE_TEST_SUITE_P(
    OfEachKind, EventSteps,
    testing::Values(
        R"({"event":"forward","contact":1,"forward":{"count":3}})",
        R"({"event":"open","contact":1,"user_agent":"\"<Mail>\""})",
        R"({"event":"share","contact":1,"lists":[1,2],"list_form":"array"})", R"({"event":"sent"})",
        R"({"event":"bounce","contact":1,"bounce":{"type":"soft"}})",
        R"({"event":"reply","contact":1,"reply":"Hello"})",
        R"({"event":"click","contact":1,"link":{"id":7,"url":"https://example.com/?a=b"}})",
        R"({"event":"subscribe","contact":{"email":"new@example.com","first_name":"N"},"list":1})",
        R"({"event":"subscribe","contact":"new@example.com","source":"public","form":5,"lists":[1]})",
        R"({"event":"unsubscribe","contact":1,"list":1,"source":"admin"})",
        R"({"event":"unsubscribe","contact":1,"list":2,"source":"public","reason":"Too many"})",
        R"({"event":"unsubscribe","contact":1,"list":2,"source":"public","list_form":"scalar"})",
        R"({"event":"update","contact":1})", R"({"event":"update","contact":1,"list":2})",
        R"({"event":"subscriber_note","contact":1,"note":"a\nb"})",
        R"({"event":"contact_tag_added","contact":1,"tag":"köln"})",
        R"({"event":"contact_tag_removed","contact":1,"tag":"customer"})",
        R"({"event":"list_add","list":{"name":"Third"}})",
        R"({"event":"deal_add","deal":{"title":"Big","value":"12.50","pipeline":1,"stage":2}})",
        R"({"event":"deal_add","deal":{"title":"Hers","value":1},"contact":2,"contact_block":false})",
        R"({"event":"deal_update","deal":1,"updated_fields":["title"],"source":"system"})",
        R"({"event":"deal_note_add","deal":1,"note":"Call back"})",
        R"({"event":"deal_pipeline_add","pipeline":{"title":"Support","currency":"eur"}})",
        R"({"event":"deal_stage_add","stage":{"title":"Won","color":"ff0000","pipeline":1}})",
        R"({"event":"deal_tasktype_add","task_type":{"title":"Lunch"}})",
        R"({"event":"deal_task_add","deal":1,"task":{"title":"Ring","note":"x","type":2}})",
        R"({"event":"sms_sent","contact":1,"sms":{"id":4,"comment":"Hi"}})",
        R"({"event":"sms_reply","contact":1,"sms":{"reply":"NO"}})",
        R"({"event":"sms_unsub","contact":1,"initiated_by":"system"})"));

TEST(EventStep, CompletesATaskThatIsThere) {
  AccountState account = playground();
  Task task;
  task.id = 1;
  task.deal = 1;
  task.type = 1;
  task.title = "Ring";
  account.tasks.put(task);
  const Event event = done_by(R"({"event":"deal_task_complete","task":1})", account);
  const Event again = done_by(step_of(event), account);
  EXPECT_EQ(*render_payload(again), *render_payload(event));
}

}  // namespace
}  // namespace hookline
