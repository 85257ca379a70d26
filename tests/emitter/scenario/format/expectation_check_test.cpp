#include "emitter/scenario/format/expectation_check.h"

#include "catcher/base/json/json_mistakes.h"
#include "catcher/base/process/failure.h"
#include "emitter/scenario/format/files/scenario_loader.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

constexpr const char* kSubscribe =
    R"({"event": "subscribe", "contact": 42, "list": 1, "source": "admin"})";

/// An account with webhook "A" on subscribe and unsubscribe and "Deals" on the deals' events, and
/// an automation "Welcome".
std::string text_with(const std::string& expect, const std::string& steps = kSubscribe) {
  return R"({"name": "x", "account": {
      "lists": [{"id": 1, "name": "News"}],
      "fields": [{"id": 1, "title": "Colour"}, {"id": 7, "title": "Size"}],
      "contacts": [{"id": 42, "email": "j@example.com"}],
      "automations": [{"id": 3, "name": "Welcome", "url": "{catcher}/welcome"}],
      "webhooks": [
        {"name": "A", "url": "{catcher}/a?b", "events": ["subscribe", "unsubscribe"],
         "sources": ["admin", "api"]},
        {"name": "Deals", "url": "{catcher}/deals", "events": ["deal_add", "deal_update"]},
        {"name": "Elsewhere", "url": "https://hooks.example.com/x", "events": "all"}]},
      "steps": [)" +
         steps + R"(], "expect": [)" + expect + "]}";
}

std::vector<std::string> mistakes_of(const std::string& text) {
  try {
    load_scenario_text(text, "x.json");
  } catch (const InvalidFile& invalid) {
    return invalid.mistakes();
  }
  return {};
}

std::vector<std::string> warnings_of(const std::string& text) {
  return load_scenario_text(text, "x.json").warnings;
}

/// The one mistake of an entry for webhook "A".
std::string mistake_of(const std::string& rest, const std::string& steps = kSubscribe) {
  const auto mistakes = mistakes_of(text_with(R"({"webhook": "A", )" + rest + "}", steps));
  return mistakes.size() == 1 ? mistakes.front() : testing::PrintToString(mistakes);
}

std::string warning_of(const std::string& rest, const std::string& steps = kSubscribe) {
  const auto warnings = warnings_of(text_with(R"({"webhook": "A", )" + rest + "}", steps));
  return warnings.size() == 1 ? warnings.front() : testing::PrintToString(warnings);
}

TEST(ExpectationCheck, FindsNothingWrongWithWhatCanHappen) {
  const std::string text = text_with(R"(
      {"webhook": "A", "count": 1, "method": "POST", "target": "/a?b",
       "headers": {"content-type": {"contains": "form"}, "Webhook-Id": {"present": false}},
       "fields": {"type": "subscribe", "list": "1", "contact[email]": "j@example.com",
                  "contact[fields][7]": {"present": false}, "initiated_from": "admin",
                  "form[id]": {"present": false}, "date_time": {"like": "date_time"}},
       "absent": ["deal[id]", "contact[fields][99]", "url", "seriesid", "x"]},
      {"webhook": "A", "count": 0, "fields": {"type": "unsubscribe"}},
      {"webhook": "Deals", "count": 0})");
  EXPECT_THAT(mistakes_of(text), IsEmpty());
  EXPECT_THAT(warnings_of(text), IsEmpty());
}

TEST(ExpectationCheck, RefusesAFieldThatNothingSends) {
  EXPECT_EQ(
      mistake_of(R"("count": 0, "fields": {"contact[emial]": "j@example.com"})"),
      "x.json:11:156: /expect/0/fields/contact[emial]: \"contact[emial]\" is a field that nothing "
      "sends; did you mean \"contact[email]\"?");
  EXPECT_THAT(mistake_of(R"("fields": {"email": "j@example.com"})"),
              HasSubstr("did you mean \"contact[email]\"?"));
  EXPECT_THAT(mistake_of(R"("fields": {"Contact[Email]": "j@example.com"})"),
              HasSubstr("did you mean \"contact[email]\"?"));
  EXPECT_THAT(mistake_of(R"("fields": {"list[1][nmae]": "News"})"),
              HasSubstr("did you mean \"list[1][name]\"?"));
  EXPECT_THAT(mistake_of(R"("fields": {"contact[fields][Colour]": "x"})"),
              HasSubstr("have no field"));
}

TEST(ExpectationCheck, RefusesAnAbsenceThatIsMisspelled) {
  EXPECT_EQ(mistake_of(R"("absent": ["contact[emial]"])"),
            "x.json:11:126: /expect/0/absent/0: \"contact[emial]\" is a field that nothing sends, "
            "so it is "
            "always absent; did you mean \"contact[email]\"?");
  EXPECT_THAT(mistake_of(R"("fields": {"unsubscribe_reason": {"present": false}})"),
              HasSubstr("did you mean \"unsubscribe[reason]\"?"));
  EXPECT_THAT(mistake_of(R"("absent": ["deal[titel]"])"), HasSubstr("\"deal[title]\""));
  EXPECT_THAT(mistake_of(R"("absent": ["contact[tag]"])"), HasSubstr("\"contact[tags]\""));
  EXPECT_THAT(warning_of(R"("absent": ["contact[age]"])"),
              HasSubstr("\"contact[age]\" is a field that nothing sends"));
  EXPECT_THAT(warning_of(R"("fields": {"contact[age]": {"present": false}})"), HasSubstr("{}"))
      << "that is meant";
  EXPECT_THAT(warning_of(R"("absent": ["contact[surname]"])"),
              HasSubstr("/expect/0/absent/0: \"contact[surname]\" is a field that nothing sends"));
  EXPECT_THAT(warning_of(R"("fields": {"contact[surname]": {"present": false}})"), HasSubstr("{}"))
      << "that is meant";
}

TEST(ExpectationCheck, RefusesAFieldOfOtherEvents) {
  EXPECT_THAT(mistake_of(R"("count": 0, "fields": {"type": "subscribe", "campaign[id]": "1"})"),
              HasSubstr("the requests that this entry speaks of have no field \"campaign[id]\""));
  EXPECT_THAT(mistake_of(R"("fields": {"deal[title]": "x"})"), HasSubstr("have no field"));
}

TEST(ExpectationCheck, RefusesValuesThatAFieldNeverHas) {
  EXPECT_THAT(
      mistake_of(R"("count": 0, "fields": {"type": "subscribed"})"),
      StartsWith("x.json:11:146: /expect/0/fields/type: \"subscribed\" is no value that type can "
                 "have; did you mean \"subscribe\"?"));
  EXPECT_THAT(mistake_of(R"("fields": {"type": {"one_of": ["subscribe", "unsubscibe"]}})"),
              HasSubstr("\"unsubscibe\" is no value that type can have"));
  EXPECT_THAT(mistake_of(R"("count": 0, "fields": {"type": {"matches": "^subscribed$"}})"),
              HasSubstr("type never matches ^subscribed$"));
  EXPECT_THAT(mistake_of(R"("fields": {"type": {"contains": "Subscribe"}})"),
              HasSubstr("type never contains"));
  EXPECT_THAT(mistake_of(R"("count": 0, "fields": {"initiated_from": "user"})"),
              HasSubstr("\"user\" is no value that initiated_from can have"));
  EXPECT_THAT(mistake_of(R"("count": 0, "fields": {"list": "News"})"),
              HasSubstr("\"News\" is no number, which list always is"));
  EXPECT_THAT(mistake_of(R"("count": 0, "fields": {"contact[id]": "j@example.com"})"),
              HasSubstr("is no number"));
  EXPECT_THAT(mistake_of(R"("count": 0, "fields": {"date_time": "2024-02-30T00:00:00Z"})"),
              HasSubstr("is no time as it is sent"));
  EXPECT_THAT(mistakes_of(text_with(R"({"webhook": "Deals", "count": 0,
                                        "fields": {"deal[status]": "won"}})")),
              ElementsAre(HasSubstr("\"won\" is no value that deal[status] can have")));
}

TEST(ExpectationCheck, RefusesACustomFieldThatTheAccountHasNot) {
  EXPECT_THAT(mistake_of(R"("fields": {"contact[fields][2]": "x"})"),
              HasSubstr("the account has no custom field 2; it has: 1, 7"));
  EXPECT_THAT(
      mistakes_of(text_with(R"({"webhook": "Welcome", "count": 0,
                                        "fields": {"contact[fields][color]": "x"}})",
                            R"({"automation": 3, "contact": 42})")),
      ElementsAre(HasSubstr("the account has no custom field color; it has: colour, size")));
}

TEST(ExpectationCheck, KnowsWhatAnAutomationSends) {
  const std::string run = R"({"automation": 3, "contact": 42})";
  EXPECT_THAT(mistakes_of(text_with(R"({"webhook": "Welcome", "fields": {"seriesid": "3",
      "contact[ip4]": "0.0.0.0"}, "absent": ["type", "contact[ip]"]})",
                                    run)),
              IsEmpty());
  EXPECT_THAT(
      mistakes_of(text_with(R"({"webhook": "Welcome", "fields": {"type": "update"}})", run)),
      ElementsAre(HasSubstr("have no field \"type\"")));
}

TEST(ExpectationCheck, KnowsWhatStepsSetAndSendThemselves) {
  const std::string set = R"({"event": "subscribe", "contact": 42, "list": 1,
                              "set": {"type": "odd", "mine": "1"}})";
  EXPECT_THAT(
      mistakes_of(text_with(R"({"webhook": "A", "fields": {"type": "odd", "mine": "1"}})", set)),
      IsEmpty());
  const std::string form = R"({"webhook": "A", "request": {"form": {"order": "1"}}})";
  EXPECT_THAT(mistakes_of(text_with(R"({"webhook": "A", "fields": {"order": "1"}})", form)),
              IsEmpty());
  EXPECT_THAT(mistakes_of(text_with(R"({"webhook": "A", "fields": {"ordre": "1"}})", form)),
              ElementsAre(HasSubstr("did you mean \"order\"?")));
  const std::string parts = R"({"webhook": "A", "request": {"body": "x"}})";
  EXPECT_THAT(mistakes_of(text_with(R"({"webhook": "A", "fields": {"any": "1"}})", parts)),
              IsEmpty());
}

TEST(ExpectationCheck, RefusesAMisspelledAbsenceOfAStepsOwnRequest) {
  EXPECT_THAT(
      mistakes_of(text_with("", R"({"webhook": "A", "request": {"form": {"order": "1"}},
                                            "expect": {"absent": ["ordre"]}})")),
      ElementsAre(HasSubstr("/steps/0/expect/absent/0: the request has no \"ordre\" anyway; "
                            "did you mean \"order\"?")));
  EXPECT_THAT(mistakes_of(text_with("", R"({"webhook": "A", "request": {"form": {"order": "1"}},
                                            "expect": {"absent": ["price"]}})")),
              IsEmpty());
}

TEST(ExpectationCheck, RefusesRequestLinesAndHeadersThatNothingHas) {
  EXPECT_THAT(mistake_of(R"("count": 0, "method": "GET")"), HasSubstr("is sent by POST"));
  EXPECT_THAT(mistake_of(R"("count": 0, "target": "/b")"), HasSubstr("\"A\" posts to /a?b"));
  EXPECT_THAT(mistake_of(R"("headers": {"Contnet-Type": {"present": false}})"),
              HasSubstr("did you mean \"Content-Type\"?"));
  EXPECT_THAT(mistake_of(R"("count": 0, "headers": {"Stripe-Signatur": {"present": true}})"),
              HasSubstr("did you mean \"Stripe-Signature\"?"));
}

TEST(ExpectationCheck, WarnsWhereNothingIsExpected) {
  EXPECT_THAT(warnings_of(text_with("")), ElementsAre(HasSubstr("x.json: expects nothing")));
  EXPECT_THAT(warnings_of(text_with(R"({"webhook": "A", "count": 0})", "")),
              ElementsAre(HasSubstr("/steps: is empty")));
}

TEST(ExpectationCheck, WarnsOfMatchersThatTakeAnything) {
  for (const char* matcher : {R"({"contains": ""})", R"({"matches": ""})", R"({"matches": ".*"})",
                              R"({"matches": "^[0-9]*"})", R"({"matches": "a*"})"}) {
    EXPECT_THAT(warning_of(R"("fields": {"contact[email]": )" + std::string(matcher) + "}"),
                HasSubstr("takes any value at all"))
        << matcher;
  }
  EXPECT_THAT(warning_of(R"("fields": {"contact[email]": {"matches": ".+"}})"), HasSubstr("{}"));
}

TEST(ExpectationCheck, WarnsWhereNoStepSendsWhatIsExpected) {
  EXPECT_THAT(
      warnings_of(text_with(R"({"webhook": "Deals", "count": 1})")),
      ElementsAre(HasSubstr("no step sends anything to \"Deals\", which does not listen for "
                            "subscribe")));
  EXPECT_THAT(warning_of(R"("count": 1)",
                         R"({"event": "subscribe", "contact": 42, "list": 1, "source": "public"})"),
              HasSubstr("no step sends anything to \"A\""));
  EXPECT_THAT(warnings_of(text_with(R"({"webhook": "Deals", "active": true})")),
              ElementsAre(HasSubstr("no step sends anything")));
}

TEST(ExpectationCheck, WarnsOfAZeroThatNothingCouldMeet) {
  EXPECT_THAT(warning_of(R"("count": 0, "fields": {"type": "deal_add"})"),
              HasSubstr("\"A\" does not listen to deal_add, so nothing can meet this"));
  EXPECT_THAT(warnings_of(text_with(R"({"webhook": "A", "count": 0,
                                        "fields": {"type": "deal_add"}})",
                                    R"({"event": "deal_add"})")),
              IsEmpty())
      << "it shows that the filter works";
  EXPECT_THAT(warnings_of(text_with(R"({"webhook": "Elsewhere", "count": 0})")),
              ElementsAre(HasSubstr("does not lead to the catcher")));
}

TEST(ExpectationCheck, WarnsOfASetThatReplacesNothing) {
  EXPECT_THAT(warning_of(R"("count": 1)",
                         R"({"event": "subscribe", "contact": 42, "list": 1, "source": "admin",
                             "set": {"contact[emial]": "x"}})"),
              HasSubstr("/steps/0/set: \"contact[emial]\" adds a field and replaces none; did you "
                        "mean \"contact[email]\"?"));
}

TEST(ExpectationCheck, TellsItsMistakesBesideTheOthersOfTheFile) {
  EXPECT_THAT(mistakes_of(text_with(R"({"webhook": "A", "fields": {"contact[emial]": "x"}},
                                       {"webhook": "A", "cuont": 1})")),
              testing::UnorderedElementsAre(HasSubstr("/expect/1/cuont"),
                                            HasSubstr("/expect/0/fields/contact[emial]")));
}

TEST(ExpectationCheck, SaysHowCustomFieldsAreNamedWhereTheOtherNameIsUsed) {
  EXPECT_THAT(mistake_of(R"("fields": {"contact[fields][colour]": "x"})"),
              HasSubstr("an event names custom fields by their ids; write contact[fields][1]"));
  EXPECT_THAT(mistakes_of(text_with(R"({"webhook": "Welcome",
                                        "fields": {"contact[fields][1]": "x"}})",
                                    R"({"automation": 3, "contact": 42})")),
              ElementsAre(HasSubstr("an automation's action names custom fields by their tags; "
                                    "write contact[fields][colour]")));
}

TEST(ExpectationCheck, NamesTheEventsThatHaveAFieldWhereTheyAreFew) {
  EXPECT_THAT(mistake_of(R"("fields": {"type": "subscribe", "campaign[id]": "1"})"),
              testing::Not(HasSubstr("of events, ")));
  EXPECT_THAT(mistake_of(R"("fields": {"type": "unsubscribe", "sms[id]": "1"})"),
              HasSubstr("; of events, sms_reply, sms_sent, sms_unsub have it"));
}

TEST(ExpectationCheck, ProposesTheOneFieldThatOnlyIsLonger) {
  EXPECT_THAT(mistakes_of(text_with(R"({"webhook": "Welcome", "fields": {"contact[ip]": "x"}})",
                                    R"({"automation": 3, "contact": 42})")),
              ElementsAre(HasSubstr("did you mean \"contact[ip4]\"?")));
}

TEST(ExpectationCheck, RefusesNestedFieldsWithTheNameToWrite) {
  EXPECT_THAT(
      mistakes_of(text_with(R"({"webhook": "A", "fields": {"contact": {"email": "x"}}})")),
      ElementsAre(HasSubstr("/expect/0/fields/contact/email: fields are not nested here: write "
                            "\"contact[email]\", as it is sent")));
}

}  // namespace
}  // namespace hookline
