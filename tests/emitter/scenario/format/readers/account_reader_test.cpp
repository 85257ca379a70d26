#include "emitter/scenario/format/readers/account_reader.h"

#include "catcher/base/process/failure.h"
#include "tests/support/refusal.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

AccountState account_of(std::string_view json) {
  const auto document = JsonDocument::parse(json, "account.json");
  return read_account(document.root());
}

std::string failure_of(std::string_view json) {
  return test::refusal(ExitCode::kInvalidInput, [&] { account_of(json); });
}

TEST(AccountReader, NeedsNoPart) {
  const AccountState account = read_account(std::nullopt);
  EXPECT_EQ(account.profile.id, 100001u);
  EXPECT_EQ(account.profile.time_zone.name(), "America/Chicago");
  EXPECT_TRUE(account.contacts.empty());
}

TEST(AccountReader, ReadsTheProfile) {
  const auto account =
      account_of(R"({"profile": {"id": 7, "timezone": "-03:30", "currency": "eur"}})");
  EXPECT_EQ(account.profile.id, 7u);
  EXPECT_EQ(account.profile.time_zone.offset_s(0), -12'600);
  EXPECT_EQ(account.profile.currency, "eur");
}

TEST(AccountReader, TakesACurrencyInEitherCaseAndRefusesWhatIsNone) {
  const auto account = account_of(R"({"profile": {"currency": "EUR"},
    "pipelines": [{"id": 3, "title": "Renewals", "currency": "Gbp"}],
    "deals": [{"id": 9, "currency": "USD"}]})");
  EXPECT_EQ(account.profile.currency, "eur");
  EXPECT_EQ(account.pipelines.find(3)->currency, "gbp");
  EXPECT_EQ(account.deals.find(9)->currency, "usd");
  for (const char* currency : {"dollars", "$", "", "us", "u$d", "us\u0064d", " usd"}) {
    EXPECT_THAT(failure_of(fmt::format(R"({{"profile": {{"currency": "{}"}}}})", currency)),
                AllOf(HasSubstr("/profile/currency: "), HasSubstr("three letters")))
        << currency;
  }
  EXPECT_THAT(failure_of(R"({"deals": [{"id": 9, "currency": "dollars"}]})"),
              HasSubstr("/deals/0/currency: \"dollars\" is no currency"));
}

TEST(AccountReader, ReadsContactsWithTheirListsTagsAndFields) {
  const auto account = account_of(R"({
    "contacts": [{"id": 42, "email": "jane.doe@example.com", "first_name": "Jane", "last_name": "Doe",
                  "lists": [1], "tags": ["customer"], "fields": {"25": ["A", "B"], "1": "Blue"},
                  "customer_account": {"id": 3, "name": "Acme"}, "organization": "Acme Ltd"}],
    "fields": [{"id": 1, "title": "Favourite colour", "tag": "favorite_color"},
               {"id": 25, "title": "Kind Of Thing"}],
    "lists": [{"id": 1, "name": "Newsletter"}]})");
  const auto contact = account.contacts.find(42);
  ASSERT_TRUE(contact);
  EXPECT_EQ(contact->first_name, "Jane");
  EXPECT_EQ(contact->ip, "0.0.0.0");
  EXPECT_THAT(contact->lists, ElementsAre(1u));
  EXPECT_THAT(contact->tags, ElementsAre("customer"));
  ASSERT_EQ(contact->fields.size(), 2u);
  EXPECT_EQ(contact->fields[0].id, 1u);
  EXPECT_EQ(contact->fields[0].tag, "favorite_color");
  EXPECT_EQ(contact->fields[1].value, "||A||B||");
  EXPECT_EQ(contact->fields[1].tag, "kind_of_thing");
  EXPECT_EQ(contact->customer_account.name, "Acme");
}

TEST(AccountReader, ReadsDealsWithTheirPipelineStageAndFields) {
  const auto account = account_of(R"({
    "contacts": [{"id": 42, "email": "jane.doe@example.com"}],
    "users": [{"id": 9, "first_name": "Sam"}],
    "pipelines": [{"id": 3, "title": "Renewals", "currency": "eur",
                   "stages": [{"id": 16, "title": "First", "color": "32B0FC"}]}],
    "deal_fields": [{"id": 4, "title": "Size"}, {"id": 6, "title": "Colour"}],
    "deals": [{"id": 1, "title": "A", "value": 1044055.5, "stage": 16, "owner": 9, "contact": 42,
               "status": "won", "created": "2024-02-28T04:36:09-06:00", "fields": {"6": "red"}}],
    "task_types": [{"id": 2, "title": "Call"}],
    "tasks": [{"id": 5, "deal": 1, "type": 2, "due": "2024-02-28T06:38:41-06:00"}]})");
  const auto deal = account.deals.find(1);
  ASSERT_TRUE(deal);
  EXPECT_EQ(deal->value.cents, 104'405'550);
  EXPECT_EQ(account.pipelines.find(deal->pipeline)->title, "Renewals");
  EXPECT_EQ(account.stages.find(deal->stage)->color, "32B0FC");
  EXPECT_EQ(deal->currency, "eur");
  EXPECT_EQ(account.users.find(deal->owner)->first_name, "Sam");
  EXPECT_EQ(deal->contact, 42u);
  EXPECT_EQ(deal->status, DealStatus::kWon);
  ASSERT_EQ(deal->fields.size(), 2u);
  EXPECT_FALSE(deal->fields[0].stored);
  EXPECT_EQ(deal->fields[1].value, "red");
  EXPECT_EQ(account.tasks.find(5)->end_s, *account.tasks.find(5)->due_s + 900);
}

TEST(AccountReader, LeavesWebhooksToOthers) {
  EXPECT_NO_THROW(account_of(R"({"webhooks": [{"anything": true}]})"));
}

TEST(AccountReader, RefusesUnknownPartsAndKeys) {
  EXPECT_THAT(failure_of(R"({"contcts": []})"), AllOf(HasSubstr("contcts"), HasSubstr("contacts")));
  EXPECT_THAT(failure_of(R"({"contacts": [{"id": 1, "email": "a@b.c", "mail": ""}]})"),
              AllOf(HasSubstr("/contacts/0"), HasSubstr("mail")));
}

TEST(AccountReader, RefusesAnIdThatIsThereTwice) {
  EXPECT_THAT(failure_of(R"({"lists": [{"id": 1, "name": "A"}, {"id": 1, "name": "B"}]})"),
              AllOf(HasSubstr("account.json"), HasSubstr("/lists/1/id"), HasSubstr("another")));
}

TEST(AccountReader, RefusesReferencesToWhatIsNotThere) {
  EXPECT_THAT(failure_of(R"({"contacts": [{"id": 1, "email": "a@b.c", "lists": [9]}]})"),
              AllOf(HasSubstr("/contacts/0/lists/0"), HasSubstr("no list 9")));
  EXPECT_THAT(failure_of(R"({"contacts": [{"id": 1, "email": "a@b.c", "fields": {"9": ""}}]})"),
              HasSubstr("/contacts/0/fields/9"));
  EXPECT_THAT(failure_of(R"({"deals": [{"id": 1, "contact": 9}]})"), HasSubstr("/deals/0/contact"));
  EXPECT_THAT(failure_of(R"({"tasks": [{"id": 1, "deal": 9}]})"), HasSubstr("/tasks/0/deal"));
}

TEST(AccountReader, RefusesAStageOfAnotherPipeline) {
  EXPECT_THAT(
      failure_of(R"({"pipelines": [{"id": 1, "title": "A", "stages": [{"id": 1, "title": "S"}]},
                                           {"id": 2, "title": "B"}],
                             "deals": [{"id": 1, "pipeline": 2, "stage": 1}]})"),
      AllOf(HasSubstr("/deals/0/stage"), HasSubstr("belongs to pipeline 1")));
}

TEST(AccountReader, RefusesATimeZoneThatIsNone) {
  EXPECT_THAT(failure_of(R"({"profile": {"timezone": "Mars/Base"}})"),
              AllOf(HasSubstr("/profile/timezone"), HasSubstr("America/Chicago")));
}

TEST(AccountReader, RefusesCustomFieldsByName) {
  EXPECT_THAT(failure_of(R"({"contacts": [{"id": 1, "email": "a@b.c", "fields": {"Size": "x"}}]})"),
              AllOf(HasSubstr("/contacts/0/fields/Size"), HasSubstr("by id")));
}

}  // namespace
}  // namespace hookline
