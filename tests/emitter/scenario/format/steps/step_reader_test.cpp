#include "emitter/scenario/format/steps/step_reader.h"

#include "catcher/base/process/failure.h"
#include "emitter/platform/payloads/payload.h"
#include "emitter/scenario/format/readers/account_reader.h"
#include "tests/support/event_case_name.h"
#include "tests/support/refusal.h"

#include <algorithm>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr std::int64_t kNow_s = 1'709'117'141;  // 2024-02-28T04:45:41-06:00

constexpr std::string_view kAccount = R"({
  "lists": [{"id": 1, "name": "Newsletter"}, {"id": 2, "name": "Offers"}],
  "contacts": [{"id": 42, "email": "jane.doe@example.com", "lists": [1, 2], "phone": "+13125550100"}],
  "automations": [{"id": 7, "name": "Welcome", "url": "{catcher}/welcome"}]
})";

std::vector<Step> steps_of(std::string_view json, std::string_view account = kAccount) {
  const auto world = JsonDocument::parse(account, "account.json");
  const auto steps = JsonDocument::parse(json, "steps.json");
  return read_steps(steps.root(), read_account(world.root()));
}

Step step_of(std::string_view json) {
  return steps_of(fmt::format("[{}]", json)).front();
}

std::vector<Event> events_of(std::string_view steps, std::string_view account = kAccount) {
  const auto world = JsonDocument::parse(account, "account.json");
  Account played(read_account(world.root()));
  std::vector<Event> events;
  for (const Step& step : steps_of(steps, account))
    for (Event& event : step.operation()->perform_on(played, kNow_s))
      events.push_back(std::move(event));
  return events;
}

std::string failure_of(std::string_view step, std::string_view account = kAccount) {
  return test::refusal(ExitCode::kInvalidInput,
                       [&] { steps_of(fmt::format("[{}]", step), account); });
}

FormFields payload_fields(const Event& event) {
  return decode_form(*render_payload(event));
}

std::string value_of(const Event& event, std::string_view name) {
  const auto fields = payload_fields(event);
  const auto at = std::ranges::find(fields, name, &FormField::name);
  return at == fields.end() ? "(absent)" : at->value;
}

class MinimalStep : public testing::TestWithParam<EventType> {};

TEST_P(MinimalStep, YieldsAnEventFromTheContractsKeysAlone) {
  const auto step = fmt::format(
      R"([{{"event": "{}", "source": "admin", "contact": 42, "list": 1, "repeat": 2, "after": "1ms"}}])",
      name_of(GetParam()));
  const auto events = events_of(step);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].type, GetParam());
  EXPECT_EQ(value_of(events[0], "type"), name_of(GetParam()));
  EXPECT_EQ(*render_payload(events[0]), encode_form(payload_fields(events[0])));
}

TEST_P(MinimalStep, NeedsAContactOnlyWhereTheEventIsAboutOne) {
  const auto step = fmt::format(R"({{"event": "{}"}})", name_of(GetParam()));
  const auto name = std::string(name_of(GetParam()));
  const bool about_none = name.starts_with("deal_") || name == "sent" || name == "list_add";
  if (about_none) {
    EXPECT_EQ(events_of("[" + step + "]").size(), 1u);
  } else {
    EXPECT_THAT(failure_of(step), AllOf(HasSubstr("/0"), HasSubstr("needs a contact")));
  }
}

TEST_P(MinimalStep, WorksInAnEmptyAccountForANewContact) {
  const auto steps = fmt::format(
      R"([{{"event": "subscribe", "contact": "a@example.com"}}, {{"event": "{}", "contact": 1}}])",
      name_of(GetParam()));
  EXPECT_EQ(events_of(steps, "{}").size(), 2u);
}

INSTANTIATE_TEST_SUITE_P(AllEvents, MinimalStep, testing::ValuesIn(all_event_types()),
                         test::camel_case);

TEST(StepReader, TakesLongTextsWithoutTheirBeingWrittenOut) {
  const auto events = events_of(R"([
    {"event": "subscriber_note", "contact": 42, "note": {"repeat": "ab ", "times": 3}},
    {"event": "deal_note_add", "contact": 42, "note": {"text": {"repeat": "c", "times": 4}}},
    {"event": "reply", "contact": 42, "reply": {"message": {"repeat": "d", "times": 2}}},
    {"event": "update", "contact": 42, "set": {"extra": {"repeat": "e", "times": 5}}}])");
  ASSERT_EQ(events.size(), 4u);
  EXPECT_EQ(value_of(events[0], "note"), "ab ab ab ");
  EXPECT_EQ(value_of(events[1], "note[text]"), "cccc");
  EXPECT_EQ(value_of(events[2], "message"), "dd");
  EXPECT_EQ(value_of(events[3], "extra"), "eeeee");
}

TEST(StepReader, ReadsTheKeysOfEveryStep) {
  const Step step = step_of(R"({
    "event": "update", "source": "api", "initiated_by": "system", "contact": 42,
    "set": {"contact[first_name]": "Eve", "extra": 7}, "repeat": 3, "after": "250ms",
    "at": "2024-02-28T04:45:41-06:00"})");
  const OperationStep& does = *step.operation();
  EXPECT_EQ(does.event, EventType::kUpdate);
  EXPECT_EQ(does.source, Source::kApi);
  EXPECT_EQ(does.initiated_by, Source::kSystem);
  EXPECT_EQ(std::get<UpdateContact>(does.operation).contact.id, 42u);
  EXPECT_EQ(does.set, (FormFields{{"contact[first_name]", "Eve"}, {"extra", "7"}}));
  EXPECT_EQ(step.repeat, 3u);
  EXPECT_EQ(step.after_ms, 250);
  EXPECT_EQ(does.at_s, kNow_s);
  EXPECT_EQ(step.pointer, "/0");
}

TEST(StepReader, TakesTheMostUsualSourceWhereNoneIsGiven) {
  EXPECT_EQ(step_of(R"({"event": "bounce", "contact": 42})").operation()->source, Source::kSystem);
  EXPECT_EQ(step_of(R"({"event": "open", "contact": 42})").operation()->source, Source::kPublic);
}

TEST(StepReader, RefusesAnUnknownEventWithASuggestion) {
  EXPECT_THAT(failure_of(R"({"event": "unsubscribed", "contact": 42})"),
              AllOf(HasSubstr("steps.json"), HasSubstr("/0/event"), HasSubstr("unsubscribe")));
}

TEST(StepReader, RefusesAnUnknownSourceNamingTheFour) {
  EXPECT_THAT(failure_of(R"({"event": "update", "contact": 42, "source": "robot"})"),
              AllOf(HasSubstr("/0/source"), HasSubstr("public"), HasSubstr("system")));
}

TEST(StepReader, RefusesAnUnknownContactNamingThoseThatExist) {
  EXPECT_THAT(failure_of(R"({"event": "update", "contact": 43})"),
              AllOf(HasSubstr("/0/contact"), HasSubstr("no contact 43"), HasSubstr("42")));
}

TEST(StepReader, RefusesAnUnknownListWhereItStands) {
  EXPECT_THAT(failure_of(R"({"event": "subscribe", "contact": 42, "list": 9})"),
              AllOf(HasSubstr("/0/list:"), HasSubstr("no list 9"), HasSubstr("1, 2")));
  EXPECT_THAT(failure_of(R"({"event": "subscribe", "contact": 42, "lists": [1, 9]})"),
              HasSubstr("/0/lists/1"));
}

TEST(StepReader, RefusesUnknownReferencesInsideAnObject) {
  EXPECT_THAT(failure_of(R"({"event": "deal_add", "deal": {"title": "A", "stage": 5}})"),
              AllOf(HasSubstr("/0/deal/stage"), HasSubstr("no stage 5")));
  EXPECT_THAT(failure_of(R"({"event": "update", "contact": {"id": 42, "fields": {"7": "x"}}})"),
              AllOf(HasSubstr("/0/contact/fields/7"), HasSubstr("no contact field 7")));
}

TEST(StepReader, RefusesAStageOfAnotherPipeline) {
  EXPECT_THAT(
      failure_of(R"({"event": "deal_add", "deal": {"stage": 5, "pipeline": 2}})",
                 R"({"pipelines": [{"id": 1, "title": "A", "stages": [{"id": 5, "title": "B"}]},
                                           {"id": 2, "title": "C"}]})"),
      HasSubstr("/0/deal/stage: stage 5 belongs to pipeline 1, not 2"));
}

TEST(StepReader, TakesWhatEarlierStepsMayHaveMadeUntilItIsPlayed) {
  EXPECT_NO_THROW(steps_of(R"([{"event": "deal_update", "contact": 42},
                               {"event": "deal_update", "deal": {"id": 1, "stage": 1}},
                               {"event": "list_add", "list": {"id": 7, "name": "More"}},
                               {"event": "subscribe", "contact": 42, "list": 7},
                               {"event": "list_add", "repeat": 2},
                               {"event": "subscribe", "contact": 42, "list": 9}])"));
  EXPECT_THAT(failure_of(R"({"event": "list_add", "repeat": 2},
                            {"event": "subscribe", "contact": 42, "list": 5})"),
              AllOf(HasSubstr("/1/list:"), HasSubstr("are 1, 2, 3, 4")));
}

TEST(StepReader, RefusesUnknownDealsTasksCampaignsAndAutomations) {
  EXPECT_THAT(failure_of(R"({"event": "deal_update", "deal": 3})"), HasSubstr("/0/deal:"));
  EXPECT_THAT(failure_of(R"({"event": "deal_task_complete", "task": 3})"), HasSubstr("/0/task:"));
  EXPECT_THAT(failure_of(R"({"event": "sent", "campaign": 3})"), HasSubstr("/0/campaign:"));
  EXPECT_THAT(failure_of(R"({"automation": 8, "contact": 42})"),
              AllOf(HasSubstr("/0/automation"), HasSubstr("no automation 8"), HasSubstr("7")));
}

TEST(StepReader, KnowsWhatEarlierStepsHaveMade) {
  const auto events = events_of(R"([
    {"event": "deal_add", "contact": 42, "repeat": 3},
    {"event": "deal_note_add", "deal": 1, "note": "Hello"}])");
  EXPECT_EQ(value_of(events.back(), "note[text]"), "Hello");
  EXPECT_NO_THROW(steps_of(R"([{"event": "deal_add", "contact": 42, "repeat": 3},
                               {"event": "deal_update", "deal": 3}])"));
  EXPECT_THAT(failure_of(R"({"event": "deal_add", "contact": 42, "repeat": 3},
                            {"event": "deal_update", "deal": 4})"),
              HasSubstr("/1/deal"));
}

TEST(StepReader, RefusesKeysOfOtherEventsNamingItsOwn) {
  EXPECT_THAT(failure_of(R"({"event": "update", "contact": 42, "tag": "vip"})"),
              AllOf(HasSubstr("/0"), HasSubstr("\"tag\"")));
  EXPECT_THAT(failure_of(R"({"event": "deal_add", "raeson": "x"})"), HasSubstr("raeson"));
}

TEST(StepReader, RefusesAnEventBesideAnAutomation) {
  EXPECT_THAT(failure_of(R"({"event": "update", "automation": 7, "contact": 42})"),
              HasSubstr("either an \"event\" or an \"automation\""));
  EXPECT_THAT(failure_of(R"({"contact": 42})"), HasSubstr("event"));
}

TEST(StepReader, RefusesAListBesideLists) {
  EXPECT_THAT(failure_of(R"({"event": "subscribe", "contact": 42, "list": 1, "lists": [2]})"),
              HasSubstr("/0/lists"));
}

TEST(StepReader, RefusesAmountsTimesAndCountsThatAreNone) {
  EXPECT_THAT(failure_of(R"({"event": "deal_add", "deal": {"value": "much"}})"),
              AllOf(HasSubstr("/0/deal/value"), HasSubstr("two decimals")));
  EXPECT_THAT(failure_of(R"({"event": "update", "contact": 42, "at": "2024-02-28 04:45"})"),
              AllOf(HasSubstr("/0/at"), HasSubstr("2024-02-28 04:45:00-06:00")));
  EXPECT_THAT(failure_of(R"({"event": "update", "contact": 42, "repeat": 0})"),
              HasSubstr("/0/repeat"));
}

TEST(StepReader, RunsAnAutomationsWebhookAction) {
  const auto events = events_of(R"([{"automation": 7, "contact": 42}])");
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].automation_id, 7u);
  EXPECT_EQ(value_of(events[0], "seriesid"), "7");
  EXPECT_EQ(value_of(events[0], "type"), "(absent)");
}

TEST(StepReader, ReadsEveryEventsOwnKeys) {
  const auto events = events_of(R"([
    {"event": "subscribe", "contact": 42, "form": 1034},
    {"event": "unsubscribe", "contact": 42, "list": 1, "reason": "too many", "form": 3},
    {"event": "subscriber_note", "contact": 42, "note": "Called"},
    {"event": "contact_tag_added", "contact": 42, "tag": "vip"},
    {"event": "open", "contact": 42, "user_agent": "Curl"},
    {"event": "click", "contact": 42, "link": "https://a.example"},
    {"event": "click", "contact": 42, "link": {"id": 31, "url": "https://b.example"}},
    {"event": "forward", "contact": 42, "forward": {"count": 5}},
    {"event": "share", "contact": 42, "share": {"network": "twitter", "network_id": 2, "content": "C"}},
    {"event": "reply", "contact": 42, "reply": "Yes"},
    {"event": "bounce", "contact": 42, "bounce": {"type": "soft", "code": "4.2.2", "description": "Full"}},
    {"event": "sms_sent", "contact": 42, "sms": {"id": 3, "recipient": "+1", "successful": 0, "comment": "c"}},
    {"event": "sms_reply", "contact": 42, "sms": {"id": 3, "reply": "STOP", "result": "unsub"}},
    {"event": "sms_unsub", "contact": 42, "sms": {"phone": "+2"}},
    {"event": "deal_pipeline_add", "pipeline": {"id": 30, "title": "Renewals"}},
    {"event": "deal_stage_add", "stage": {"title": "First", "color": "32B0FC", "pipeline": 30}},
    {"event": "deal_tasktype_add", "task_type": {"title": "Video call"}},
    {"event": "list_add", "list": {"id": 5, "name": "More", "sender_city": "Berlin"}},
    {"event": "deal_update", "updated_fields": ["title", "Size"]}])");
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"form[id]", "1034"},
      {"unsubscribe[reason]", "too many"},
      {"note", "Called"},
      {"tag", "vip"},
      {"User-Agent", "Curl"},
      {"link[url]", "https://a.example"},
      {"link[id]", "31"},
      {"forward[count]", "5"},
      {"share[network_id]", "2"},
      {"message", "Yes"},
      {"bounce[code]", "4.2.2"},
      {"sms[successful]", "0"},
      {"sms[result]", "unsub"},
      {"sms[phone]", "+2"},
      {"pipeline[title]", "Renewals"},
      {"stage[color]", "32B0FC"},
      {"tasktype[title]", "Video call"},
      {"list[sender_city]", "Berlin"},
      {"updated_fields[1]", "Size"}};
  ASSERT_EQ(events.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    EXPECT_EQ(value_of(events[i], expected[i].first), expected[i].second) << expected[i].first;
}

TEST(StepReader, LeavesTheContactOutOfADealsEventWhenAsked) {
  const auto events =
      events_of(R"([{"event": "deal_update", "contact": 42, "contact_block": false}])");
  EXPECT_EQ(value_of(events[0], "contact[id]"), "(absent)");
  EXPECT_EQ(value_of(events[0], "customer_acct_id"), "(absent)");
  EXPECT_EQ(value_of(events[0], "deal[contactid]"), "42");
}

TEST(StepReader, TakesListZeroAsNone) {
  const auto events = events_of(R"([{"event": "subscribe", "contact": 42, "list": 0}])");
  EXPECT_EQ(value_of(events[0], "list"), "0");
}

TEST(StepReader, ReadsAnActionWithWhoDoesIt) {
  const Step step = step_of(
      R"({"action": "contact.tag", "as": "api", "contact": 42, "tag": "vip", "repeat": 2})");
  EXPECT_EQ(step.operation()->name(), "contact.tag");
  EXPECT_EQ(step.operation()->source, Source::kApi);
  EXPECT_EQ(step.operation()->event, EventType::kContactTagAdded);
  EXPECT_EQ(step.repeat, 2u);
}

TEST(StepReader, TakesAnAdminOrWhoUsuallyDoesItForAnActionThatSaysNobody) {
  const auto by = [](const char* step) { return step_of(step).operation()->source; };
  EXPECT_EQ(by(R"({"action": "contact.unsubscribe", "contact": 42})"), Source::kAdmin);
  EXPECT_EQ(by(R"({"action": "campaign.open", "contact": 42})"), Source::kPublic);
  EXPECT_EQ(by(R"({"action": "campaign.bounce", "contact": 42})"), Source::kSystem);
}

TEST(StepReader, CausesWhatFollowsFromActions) {
  const auto events = events_of(R"([
    {"action": "import", "contacts": [{"email": "a@example.com"}]},
    {"action": "contact.subscribe", "contact": "a@example.com", "lists": [1, 2]},
    {"action": "contact.tag", "contact": 42, "tag": "vip", "set": {"extra": "1"}},
    {"action": "contact.tag", "contact": 42, "tag": "vip"},
    {"action": "contact.delete", "contact": 42}])");
  ASSERT_EQ(events.size(), 3u);
  EXPECT_EQ(events[0].type, EventType::kSubscribe);
  EXPECT_EQ(events[1].lists.at(0).id, 2u);
  EXPECT_EQ(value_of(events[2], "tag"), "vip");
  EXPECT_EQ(value_of(events[2], "extra"), "1");
}

TEST(StepReader, RefusesActionsWhereTheirMistakeStands) {
  EXPECT_THAT(failure_of(R"({"action": "contact.tga", "contact": 42})"),
              AllOf(HasSubstr("/0/action"), HasSubstr("did you mean \"contact.tag\"")));
  EXPECT_THAT(failure_of(R"({"action": "contact.tag", "contact": 9, "tag": "x"})"),
              AllOf(HasSubstr("/0/contact"), HasSubstr("there is no contact 9")));
  EXPECT_THAT(failure_of(R"({"action": "import", "contacts": [{"email": "a@b"}, {"id": 9}]})"),
              HasSubstr("/0/contacts/1"));
  EXPECT_THAT(
      failure_of(
          R"({"action": "contact.update", "contact": 42, "change": {"fields": {"9": "x"}}})"),
      HasSubstr("/0/change/fields/9"));
  EXPECT_THAT(failure_of(R"({"action": "contact.tag", "contact": 42, "event": "update"})"),
              HasSubstr("either an \"action\" or an \"event\""));
}

}  // namespace
}  // namespace hookline
