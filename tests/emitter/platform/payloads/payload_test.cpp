#include "emitter/platform/payloads/payload.h"

#include "catcher/base/http/bodies/form.h"
#include "emitter/scenario/format/readers/account_reader.h"
#include "emitter/scenario/format/steps/step_reader.h"
#include "tests/support/golden.h"

#include <algorithm>
#include <map>
#include <random>
#include <regex>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

constexpr std::int64_t kNow_s = 1'709'117'141;  // 2024-02-28T04:45:41-06:00

std::vector<Event> events_of(std::string_view account, std::string_view steps) {
  const auto world = JsonDocument::parse(account, "account.json");
  const auto document = JsonDocument::parse(steps, "steps.json");
  Account played(read_account(world.root()));
  std::vector<Event> events;
  for (const Step& step : read_steps(document.root(), played.state()))
    for (Event& event : step.operation()->perform_on(played, kNow_s))
      events.push_back(std::move(event));
  return events;
}

/// The last event of some steps in the account of tests/golden/payload_account.json.
Event event_of(std::string_view steps) {
  return events_of(golden_text("payload_account.json"), steps).back();
}

FormFields payload_fields(const Event& event) {
  return decode_form(*render_payload(event));
}

std::vector<std::string> names_of(const Event& event) {
  std::vector<std::string> names;
  for (const FormField& field : payload_fields(event)) names.push_back(field.name);
  return names;
}

std::string value_of(const Event& event, std::string_view name) {
  const auto fields = payload_fields(event);
  const auto at = std::ranges::find(fields, name, &FormField::name);
  return at == fields.end() ? "(absent)" : at->value;
}

// Bodies, byte for byte

struct GoldenCase {
  const char* name;
  const char* steps;
};

constexpr GoldenCase kGoldenCases[] = {
    {"forward", R"([{"event": "forward", "contact": 42, "forward": {"count": 2}}])"},
    {"open", R"([{"event": "open", "contact": 42}])"},
    {"open_with_list_array",
     R"([{"event": "open", "contact": 42, "lists": [1, 2], "list_form": "array"}])"},
    {"share", R"([{"event": "share", "contact": 42, "share": {"network": "twitter"}}])"},
    {"sent", R"([{"event": "sent", "campaign": 7}])"},
    {"subscribe", R"([{"event": "subscribe", "source": "admin", "contact": 42, "list": 3}])"},
    {"subscribe_without_list",
     R"([{"event": "subscribe", "source": "api", "contact": {"email": "new@example.com"}}])"},
    {"subscribe_through_form",
     R"([{"event": "subscribe", "contact": 42, "list": 3, "form": 1034}])"},
    {"subscriber_note",
     R"([{"event": "subscriber_note", "contact": 42, "note": "50% off & more"}])"},
    {"contact_tag_added", R"([{"event": "contact_tag_added", "contact": 42, "tag": "vip"}])"},
    {"contact_tag_removed",
     R"([{"event": "contact_tag_removed", "contact": 42, "tag": "customer"}])"},
    {"unsubscribe", R"([{"event": "unsubscribe", "source": "admin", "contact": 42, "list": 1}])"},
    {"unsubscribe_by_contact",
     R"([{"event": "unsubscribe", "source": "public", "contact": 42, "lists": [1, 2],
          "reason": "Too many e-mails", "campaign": 7}])"},
    {"update", R"([{"event": "update", "contact": 42}])"},
    {"deal_add", R"([{"event": "deal_add", "contact": 42}])"},
    {"deal_note_add", R"([{"event": "deal_note_add", "deal": 1, "note": "Send contract"}])"},
    {"deal_pipeline_add", R"([{"event": "deal_pipeline_add", "pipeline": {"title": "Renewals"}}])"},
    {"deal_stage_add",
     R"([{"event": "deal_stage_add", "stage": {"title": "Initial Contact", "color": "32B0FC"}}])"},
    {"deal_task_add", R"([{"event": "deal_task_add", "deal": 1,
                           "task": {"title": "Call back", "due": "2024-02-28T06:38:41-06:00"}}])"},
    {"deal_task_complete", R"([{"event": "deal_task_complete", "task": 6}])"},
    {"deal_tasktype_add",
     R"([{"event": "deal_tasktype_add", "task_type": {"title": "Video call"}}])"},
    {"deal_update", R"([{"event": "deal_update", "deal": {"id": 1, "value": 2000.5}}])"},
    {"deal_update_without_contact", R"([{"event": "deal_update", "contact_block": false,
                                         "deal": {"id": 1, "fields": {"4": "big"}}}])"},
    {"deal_update_in_euro_of_nameless_contact", R"([{"event": "deal_update", "deal": 2}])"},
    {"bounce", R"([{"event": "bounce", "contact": 42}])"},
    {"reply", R"([{"event": "reply", "contact": 42, "reply": "Zürich?"}])"},
    {"click",
     R"([{"event": "click", "contact": 42, "link": {"id": 31, "url": "https://a.example/?b=c"}}])"},
    {"list_add", R"([{"event": "list_add", "list": {"name": "Offers"}}])"},
    {"sms_reply", R"([{"event": "sms_reply", "contact": 42, "sms": {"id": 3}}])"},
    {"sms_sent", R"([{"event": "sms_sent", "contact": 42, "sms": {"id": 3}}])"},
    {"sms_unsub", R"([{"event": "sms_unsub", "contact": 42, "sms": {"id": 3}}])"},
    {"automation_action", R"([{"automation": 929, "contact": 42}])"},
};

class GoldenPayload : public testing::TestWithParam<GoldenCase> {};

TEST_P(GoldenPayload, IsTheFilesBytes) {
  std::string body = *render_payload(event_of(GetParam().steps));
  std::ranges::replace(body, '&', '\n');  // one field per line; a body has no line ends
  expect_golden(std::string("payloads/") + GetParam().name + ".txt", body + "\n");
}

std::string case_name(const testing::TestParamInfo<GoldenCase>& golden) {
  std::string name;
  for (const char c : std::string_view(golden.param.name))
    if (c != '_') name += c;
  return name;
}

INSTANTIATE_TEST_SUITE_P(AllEvents, GoldenPayload, testing::ValuesIn(kGoldenCases), case_name);

// Names and their order

/// "[*]" for whatever differs from payload to payload.
std::string pattern_of(const std::string& name) {
  static const std::regex kNumber(R"(\[(\d+|N|ID|TAG)\])");
  static const std::regex kTag(R"(contact\[fields\]\[[^\]]*\])");
  return std::regex_replace(std::regex_replace(name, kNumber, "[*]"), kTag, "contact[fields][*]");
}

struct ExpectedField {
  std::string pattern;
  bool optional = false;
  friend bool operator==(const ExpectedField&, const ExpectedField&) = default;
};

/// tests/golden/payload_fields.txt, which was written down from the platform's documentation and
/// captures, not from this program.
std::map<std::string, std::vector<ExpectedField>> expected_fields() {
  std::map<std::string, std::vector<ExpectedField>> expected;
  std::istringstream lines(golden_text("payload_fields.txt"));
  std::string event;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == '[') {
      event = line.substr(1, line.size() - 2);
    } else {
      const bool optional = line[0] == '?';
      expected[event].push_back({line.substr(optional ? 1 : 0), optional});
    }
  }
  return expected;
}

/// Whether the names are the expected ones in their order. Neighbours of one block ("list[*][id]",
/// "list[*][name]") may come round again.
testing::AssertionResult follows(const std::vector<std::string>& names,
                                 const std::vector<ExpectedField>& expected) {
  std::size_t at = 0;
  for (const std::string& name : names) {
    const std::string pattern = pattern_of(name);
    const bool repeats = pattern.find("[*]") != std::string::npos;
    auto next = std::ranges::find(expected.begin() + static_cast<std::ptrdiff_t>(at),
                                  expected.end(), pattern, &ExpectedField::pattern);
    if (next == expected.end() && repeats)
      next = std::ranges::find(expected, pattern, &ExpectedField::pattern);
    if (next == expected.end()) return testing::AssertionFailure() << name << " is out of place";
    const auto found = static_cast<std::size_t>(next - expected.begin());
    for (std::size_t skipped = at; skipped < found; ++skipped)
      if (!expected[skipped].optional)
        return testing::AssertionFailure() << expected[skipped].pattern << " is missing";
    at = std::max(at, found + 1);
  }
  for (std::size_t left = at; left < expected.size(); ++left)
    if (!expected[left].optional)
      return testing::AssertionFailure() << expected[left].pattern << " is missing";
  return testing::AssertionSuccess();
}

TEST(Payload, HasEveryEventsFieldsInTheirOrder) {
  const auto expected = expected_fields();
  ASSERT_EQ(expected.size(), kEventTypeCount + 1);
  for (const GoldenCase& golden : kGoldenCases) {
    const Event event = event_of(golden.steps);
    const auto& fields =
        expected.at(event.automation_id ? "automation action" : std::string(name_of(event.type)));
    EXPECT_TRUE(follows(names_of(event), fields)) << golden.name;
  }
}

TEST(Payload, IsDescribedByTheCatalogue) {
  const auto expected = expected_fields();
  const auto described = [](const std::vector<PayloadField>& fields) {
    std::vector<ExpectedField> read;
    for (const PayloadField& field : fields)
      read.push_back({pattern_of(std::string(field.name)), !field.when.starts_with("always")});
    return read;
  };
  for (const EventType type : all_event_types())
    EXPECT_EQ(described(fields_of(type)), expected.at(std::string(name_of(type)))) << name_of(type);
  EXPECT_EQ(described(automation_action_fields()), expected.at("automation action"));
}

TEST(Payload, NeverHasAListInBothForms) {
  for (const GoldenCase& golden : kGoldenCases) {
    const auto names = names_of(event_of(golden.steps));
    const bool scalar = std::ranges::count(names, "list") == 1;
    const bool array = std::ranges::any_of(
        names, [](const std::string& name) { return name.starts_with("list["); });
    EXPECT_FALSE(scalar && array) << golden.name;
  }
}

// Any bytes

std::string random_text(std::mt19937& random) {
  std::string text(random() % 40, ' ');
  for (char& c : text) c = static_cast<char>(random());
  return text;
}

/// As it goes out: what is set takes the place of the contact's own.
std::string first_name_of(const Event& event) {
  const auto set = std::ranges::find(event.set, "contact[first_name]", &FormField::name);
  return set == event.set.end() ? event.contact->first_name : set->value;
}

TEST(Payload, IsTheEncodedFieldsWhateverTheyHold) {
  const auto seed = std::random_device()();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 200; ++round) {
    Event event = event_of(kGoldenCases[random() % std::size(kGoldenCases)].steps);
    if (event.contact) {
      Contact contact = *event.contact;
      contact.first_name = random_text(random);
      contact.tags = {random_text(random), random_text(random)};
      for (ContactFieldValue& field : contact.fields) field.tag = field.value = random_text(random);
      event.contact = std::make_shared<const Contact>(contact);
    }
    auto names = names_of(event);
    for (unsigned i = random() % 4; i > 0; --i)
      event.set.push_back({random() % 2 ? names[random() % names.size()] : random_text(random),
                           random_text(random)});
    ASSERT_EQ(*render_payload(event), encode_form(payload_fields(event)));
    if (event.contact) {
      ASSERT_EQ(value_of(event, "contact[first_name]"), first_name_of(event));
    }
  }
}

TEST(Payload, PassesBrokenUtf8AsItsBytes) {
  const std::string broken = "a\xff\xc3(\x80";
  Event event = event_of(R"([{"event": "subscriber_note", "contact": 42}])");
  event.details = ContactNoteDetails{broken};
  EXPECT_EQ(value_of(event, "note"), broken);
  EXPECT_NE(render_payload(event)->find("&note=a%FF%C3%28%80&"), std::string::npos);
}

TEST(Payload, HasRoomForANoteOfFiveMebibytes) {
  const std::string note(5 << 20, 'n');
  Event event = event_of(R"([{"event": "subscriber_note", "contact": 42}])");
  event.details = ContactNoteDetails{note + " end"};
  const Payload body = render_payload(event);
  EXPECT_NE(body->find("&note=" + note + "+end&contact%5Bid%5D=42"), std::string::npos);
}

// What a step sets

TEST(Payload, ReplacesASetFieldWhereItStands) {
  Event event = event_of(R"([{"event": "update", "contact": 42}])");
  const auto before = names_of(event);
  event.set = {
      {"contact[email]", "eve@example.com"}, {"contact[tags]", "x"}, {"contact[fields][1]", "y"}};
  EXPECT_EQ(names_of(event), before);
  EXPECT_EQ(value_of(event, "contact[email]"), "eve@example.com");
  EXPECT_EQ(value_of(event, "contact[tags]"), "x");
  EXPECT_EQ(value_of(event, "contact[fields][1]"), "y");
}

TEST(Payload, AddsOtherSetFieldsAtTheEndInTheirOrder) {
  Event event = event_of(R"([{"event": "update", "contact": 42}])");
  event.set = {{"zeta", "1"}, {"alpha", "2"}};
  const auto fields = payload_fields(event);
  EXPECT_EQ(fields[fields.size() - 2], (FormField{"zeta", "1"}));
  EXPECT_EQ(fields.back(), (FormField{"alpha", "2"}));
}

// Formats

TEST(Payload, TellsTheTimeInTheAccountsZoneWithDaylightSaving) {
  const auto time_at = [](std::string_view at) {
    return value_of(event_of(std::string(R"([{"event": "update", "contact": 42, "at": ")") +
                             std::string(at) + "\"}]"),
                    "date_time");
  };
  EXPECT_EQ(time_at("2024-02-28T10:45:41Z"), "2024-02-28T04:45:41-06:00");
  EXPECT_EQ(time_at("2024-07-28T10:45:41Z"), "2024-07-28T05:45:41-05:00");
  EXPECT_EQ(time_at("2024-03-10T07:59:59Z"), "2024-03-10T01:59:59-06:00");
  EXPECT_EQ(time_at("2024-03-10T08:00:00Z"), "2024-03-10T03:00:00-05:00");
  EXPECT_EQ(time_at("2024-11-03T06:59:59Z"), "2024-11-03T01:59:59-05:00");
  EXPECT_EQ(time_at("2024-11-03T07:00:00Z"), "2024-11-03T01:00:00-06:00");
}

TEST(Payload, GivesEachMomentItsOwnOffset) {
  const Event event = event_of(R"([{"event": "deal_task_add", "deal": 1,
      "at": "2024-07-01T12:00:00-05:00", "task": {"due": "2024-12-01T12:00:00-06:00"}}])");
  EXPECT_EQ(value_of(event, "date_time"), "2024-07-01T12:00:00-05:00");
  EXPECT_EQ(value_of(event, "deal[create_date_iso]"), "2024-02-28T04:36:09-06:00");
  EXPECT_EQ(value_of(event, "task[duedate]"), "2024-12-01 12:00:00");
  EXPECT_EQ(value_of(event, "task[edate_iso]"), "2024-12-01T12:15:00-06:00");
}

TEST(Payload, WritesMoneyGroupedAndPlainInUnits) {
  const Event event = event_of(R"([{"event": "deal_update", "deal": 1}])");
  EXPECT_EQ(value_of(event, "deal[value]"), "1,044,055.00");
  EXPECT_EQ(value_of(event, "deal[value_raw]"), "1044055");
  EXPECT_EQ(value_of(event, "deal[currency_symbol]"), "$");
}

TEST(Payload, WritesTheEuroAsAnEntity) {
  const Event event = event_of(R"([{"event": "deal_update", "deal": 2}])");
  EXPECT_EQ(value_of(event, "deal[currency]"), "eur");
  EXPECT_EQ(value_of(event, "deal[currency_symbol]"), "&euro;");
}

TEST(Payload, CallsANamelessContactOfADealByItsAddress) {
  const Event event = event_of(R"([{"event": "deal_update", "deal": 2}])");
  EXPECT_EQ(value_of(event, "deal[contact_firstname]"), "nameless@example.com");
  EXPECT_EQ(value_of(event, "contact[first_name]"), "");
}

TEST(Payload, NumbersDealFieldsAndGivesTheIdOnlyWithAValue) {
  const auto names = names_of(event_of(R"([{"event": "deal_update", "deal": 1}])"));
  std::vector<std::string> fields;
  for (const std::string& name : names)
    if (name.starts_with("deal[fields]")) fields.push_back(name);
  EXPECT_THAT(fields,
              ElementsAre("deal[fields][0][id]", "deal[fields][0][key]", "deal[fields][0][value]",
                          "deal[fields][1][key]", "deal[fields][1][value]"));
}

TEST(Payload, NumbersContactFieldsByTheirIdAndTheActionsByTheirTag) {
  const Event update = event_of(R"([{"event": "update", "contact": 42}])");
  EXPECT_EQ(value_of(update, "contact[fields][1]"), "Blue");
  EXPECT_EQ(value_of(update, "contact[fields][25]"), "||Option 1||Option 2||");
  const Event action = event_of(R"([{"automation": 929, "contact": 42}])");
  EXPECT_EQ(value_of(action, "contact[fields][favorite_color]"), "Blue");
  EXPECT_EQ(value_of(action, "contact[fields][empty-one]"), "(absent)");
  EXPECT_EQ(value_of(update, "contact[fields][30]"), "");
}

TEST(Payload, TellsTheInitiatorApartOnlyWhenAsked) {
  Event event = event_of(R"([{"event": "update", "contact": 42, "source": "api"}])");
  EXPECT_EQ(value_of(event, "initiated_by"), "api");
  event.initiated_by = Source::kSystem;
  EXPECT_EQ(value_of(event, "initiated_from"), "api");
  EXPECT_EQ(value_of(event, "initiated_by"), "system");
}

TEST(Payload, RendersAnEventMadeByHandWithoutDetails) {
  Event event;
  event.type = EventType::kClick;
  event.account = std::make_shared<const AccountProfile>();
  EXPECT_THAT(*render_payload(event), StartsWith("type=click&date_time=1970-01-01T00%3A00%3A00"));
}

}  // namespace
}  // namespace hookline
