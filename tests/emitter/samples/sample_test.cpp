#include "emitter/samples/sample.h"

#include "emitter/platform/payloads/payload.h"

#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using Names = std::vector<std::string>;
using testing::ElementsAreArray;
using testing::Not;
using testing::UnorderedElementsAreArray;

constexpr const char* kUrl = "http://127.0.0.1:8080/hook";

Names names_of(const FormFields& fields) {
  Names names;
  for (const FormField& field : fields) names.push_back(field.name);
  return names;
}

std::string value_of(const FormFields& fields, const std::string& name) {
  for (const FormField& field : fields) {
    if (field.name == name) return field.value;
  }
  return "(none)";
}

Names joined(std::initializer_list<Names> parts) {
  Names all;
  for (const Names& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

// What real samples were seen to hold; in which order is known of the first four fields alone.
const Names kEnvelope = {"type", "date_time", "initiated_by", "initiated_from"};
const Names kListed = joined({kEnvelope, {"list"}});
const Names kContact = {"contact[id]",
                        "contact[email]",
                        "contact[first_name]",
                        "contact[last_name]",
                        "contact[phone]",
                        "contact[ip]",
                        "contact[tags]",
                        "contact[fields][1]",
                        "contact[customer_acct_name]",
                        "contact[customer_acct_id]"};
const Names kCampaign = {"campaign[id]", "campaign[status]", "campaign[type]",
                         "campaign[recipients]"};
const Names kDeal = {"deal[id]",
                     "deal[title]",
                     "deal[stageid]",
                     "deal[stage_title]",
                     "deal[pipelineid]",
                     "deal[pipeline_title]",
                     "deal[value]",
                     "deal[currency]",
                     "deal[currency_symbol]",
                     "deal[owner]",
                     "deal[owner_firstname]",
                     "deal[owner_lastname]",
                     "deal[contactid]",
                     "deal[contact_email]",
                     "deal[contact_firstname]",
                     "deal[contact_lastname]",
                     "deal[status]",
                     "deal[note]",
                     "deal[contact_avatar]",
                     "deal[age]",
                     "deal[customer_acct_name]",
                     "deal[customer_acct_id]"};
const Names kTask = {"task[id]",   "task[type_id]", "task[title]",
                     "task[note]", "task[duedate]", "task[type_title]"};
const Names kSender = {"list[sender_addr1]", "list[sender_addr2]",   "list[sender_city]",
                       "list[sender_zip]",   "list[sender_state]",   "list[sender_country]",
                       "list[sender_url]",   "list[sender_reminder]"};

const std::map<EventType, Names> kSeen = {
    {EventType::kForward, joined({kListed, kContact, kCampaign, {"forward[count]", "url"}})},
    {EventType::kOpen, joined({kListed, kContact, kCampaign, {"url"}})},
    {EventType::kShare, joined({kListed,
                                kContact,
                                kCampaign,
                                {"share[network]", "share[network_id]", "share[content]", "url"}})},
    {EventType::kSent, joined({kListed, kCampaign, {"url"}})},
    {EventType::kSubscribe, joined({kListed, {"form[id]"}, kContact, {"url"}})},
    {EventType::kContactTagAdded, joined({kListed, kContact, {"tag", "url"}})},
    {EventType::kUnsubscribe,
     joined({kListed, {"form[id]"}, kContact, kCampaign, {"unsubscribe[reason]", "url"}})},
    {EventType::kDealAdd, joined({kEnvelope, kDeal})},
    {EventType::kDealPipelineAdd, joined({kEnvelope, {"pipeline[id]", "pipeline[title]"}})},
    {EventType::kDealStageAdd, joined({kEnvelope, {"stage[id]", "stage[title]", "stage[color]"}})},
    {EventType::kDealTaskAdd, joined({kEnvelope, kDeal, kTask})},
    {EventType::kDealTaskComplete, joined({kEnvelope, kContact, kDeal, kTask, {"task[donedate]"}})},
    {EventType::kDealTasktypeAdd, joined({kEnvelope, {"tasktype[id]", "tasktype[title]"}})},
    {EventType::kDealUpdate, joined({kEnvelope, kDeal, {"updated_fields[0]"}})},
    {EventType::kReply, joined({kListed, kContact, kCampaign, {"result", "message", "url"}})},
    {EventType::kClick, joined({kListed, kContact, kCampaign, {"link[id]", "link[url]", "url"}})},
    {EventType::kListAdd, joined({kEnvelope, kSender})},
};

TEST(Sample, HasTheFieldsThatRealOnesWereSeenToHave) {
  ASSERT_EQ(kSeen.size(), 17U);
  for (const auto& [type, names] : kSeen) {
    EXPECT_THAT(names_of(sample_of(type, kUrl)), UnorderedElementsAreArray(names)) << name_of(type);
  }
}

TEST(Sample, OfAKindThatWasNotSeenHasWhatTheSameBlocksHaveElsewhere) {
  EXPECT_THAT(names_of(sample_of(EventType::kUpdate, kUrl)),
              UnorderedElementsAreArray(joined({kListed, kContact, {"url"}})));
  EXPECT_THAT(names_of(sample_of(EventType::kDealNoteAdd, kUrl)),
              UnorderedElementsAreArray(joined({kEnvelope, {"note[id]", "note[text]"}, kDeal})));
  EXPECT_THAT(names_of(sample_of(EventType::kBounce, kUrl)),
              UnorderedElementsAreArray(
                  joined({kListed,
                          kContact,
                          kCampaign,
                          {"bounce[type]", "bounce[code]", "bounce[description]", "url"}})));
}

TEST(Sample, BeginsWithTheEnvelopeWhoCausedItBeforeWhere) {
  for (const EventType type : all_event_types()) {
    const FormFields sample = sample_of(type, kUrl);
    const Names names = names_of(sample);
    EXPECT_THAT(Names(names.begin(), names.begin() + 4), ElementsAreArray(kEnvelope));
    EXPECT_EQ(value_of(sample, "type"), name_of(type));
    EXPECT_EQ(value_of(sample, "initiated_by"), name_of(typical_sources(type).front()));
    EXPECT_EQ(value_of(sample, "initiated_from"), value_of(sample, "initiated_by"));
  }
}

TEST(Sample, NamesTheUrlOfTheWebhookLast) {
  const FormFields sample = sample_of(EventType::kOpen, kUrl);
  EXPECT_EQ(sample.back(), (FormField{"url", kUrl}));
}

TEST(Sample, KeepsTheFieldsOfABlockTogether) {
  const Names names = names_of(sample_of(EventType::kForward, kUrl));
  const Names expected = joined({kListed, kContact, kCampaign, {"forward[count]", "url"}});
  EXPECT_EQ(names, expected);
}

TEST(Sample, IsFixed) {
  for (const EventType type : all_event_types()) {
    EXPECT_EQ(sample_of(type, kUrl), sample_of(type, kUrl));
    for (const FormField& field : sample_of(type, kUrl)) {
      EXPECT_THAT(field.name, Not(testing::ContainsRegex("\\[(N|ID|TAG)\\]")));
    }
  }
  EXPECT_EQ(value_of(sample_of(EventType::kSubscribe, kUrl), "date_time"),
            "2024-02-28T04:45:41-06:00");
}

}  // namespace
}  // namespace hookline
