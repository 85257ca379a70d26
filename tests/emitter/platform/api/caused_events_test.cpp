#include "catcher/base/http/bodies/form.h"
#include "tests/support/asked_platform.h"
#include "tests/support/scripted_receiver.h"

#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAreArray;
using testing::SizeIs;
using Names = std::vector<std::string>;

// Which fields each event has, in their order, said a second time.

const Names kEnvelope = {"type", "date_time", "initiated_from", "initiated_by", "list"};
const Names kContactBlock = {
    "contact[id]",      "contact[email]",     "contact[first_name]", "contact[last_name]",
    "contact[phone]",   "contact[ip]",        "contact[tags]",       "contact[customer_acct_name]",
    "contact[orgname]", "customer_acct_name", "customer_acct_id",    "orgname"};
const Names kDealBlock = {"deal[id]",
                          "deal[title]",
                          "deal[create_date]",
                          "deal[create_date_iso]",
                          "deal[orgid]",
                          "deal[orgname]",
                          "deal[stageid]",
                          "deal[stage_title]",
                          "deal[pipelineid]",
                          "deal[pipeline_title]",
                          "deal[value]",
                          "deal[value_raw]",
                          "deal[currency]",
                          "deal[currency_symbol]",
                          "deal[owner]",
                          "deal[owner_firstname]",
                          "deal[owner_lastname]",
                          "deal[contactid]",
                          "deal[contact_email]",
                          "deal[contact_firstname]",
                          "deal[contact_lastname]",
                          "deal[status]"};
const Names kTaskBlock = {"task[id]",    "task[type_id]",   "task[title]",
                          "task[note]",  "task[duedate]",   "task[duedate_iso]",
                          "task[edate]", "task[edate_iso]", "task[type_title]"};
const Names kCampaignBlock = {"campaign[id]",
                              "campaign[name]",
                              "campaign[status]",
                              "campaign[type]",
                              "campaign[recipients]",
                              "campaign[message][id]",
                              "campaign[message][subject]",
                              "campaign[webcopy_url]"};

Names joined(std::initializer_list<Names> parts) {
  Names all;
  for (const Names& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

const std::map<std::string, Names> kFields = {
    {"list_add",
     joined({{"type", "date_time", "initiated_from", "initiated_by"},
             {"list[id]", "list[userid]", "list[name]", "list[sender_addr1]", "list[sender_addr2]",
              "list[sender_city]", "list[sender_zip]", "list[sender_state]", "list[sender_country]",
              "list[fulladdress]", "list[sender_url]", "list[sender_reminder]"}})},
    {"subscribe", joined({kEnvelope, kContactBlock})},
    {"unsubscribe", joined({kEnvelope, kContactBlock, {"account_id"}})},
    {"update", joined({kEnvelope, kContactBlock})},
    {"subscriber_note", joined({kEnvelope, {"note"}, kContactBlock})},
    {"contact_tag_added", joined({kEnvelope, kContactBlock, {"tag"}})},
    {"contact_tag_removed", joined({kEnvelope, kContactBlock, {"tag"}})},
    {"deal_pipeline_add", joined({kEnvelope, {"pipeline[id]", "pipeline[title]"}})},
    {"deal_stage_add", joined({kEnvelope, {"stage[id]", "stage[title]", "stage[color]"}})},
    {"deal_tasktype_add", joined({kEnvelope, {"tasktype[id]", "tasktype[title]"}})},
    {"deal_add", joined({kEnvelope, kContactBlock, kDealBlock})},
    {"deal_update", joined({kEnvelope, kContactBlock, kDealBlock, {"updated_fields[0]"}})},
    {"deal_note_add", joined({kEnvelope, {"note[id]", "note[text]"}, kDealBlock})},
    {"deal_task_add", joined({kEnvelope, kContactBlock, kDealBlock, kTaskBlock})},
    {"deal_task_complete",
     joined({kEnvelope,
             kContactBlock,
             kDealBlock,
             {"task[id]", "task[type_id]", "task[title]", "task[note]", "task[duedate]",
              "task[duedate_iso]", "task[edate]", "task[edate_iso]", "task[donedate]",
              "task[donedate_iso]", "task[type_title]"}})},
    {"sent", joined({kEnvelope, kCampaignBlock})},
    {"open", joined({kEnvelope, kContactBlock, {"account_id"}, kCampaignBlock, {"User-Agent"}})},
    {"click",
     joined({kEnvelope, kContactBlock, {"account_id"}, kCampaignBlock, {"link[id]", "link[url]"}})},
    {"forward",
     joined({kEnvelope, kContactBlock, {"campaign[id]", "campaign[name]", "forward[count]"}})},
    {"share", joined({kEnvelope,
                      kContactBlock,
                      {"campaign[id]", "campaign[name]", "share[network]", "share[network_id]",
                       "share[content]"}})},
    {"reply",
     joined({kEnvelope, kContactBlock, {"campaign[id]", "campaign[name]", "result", "message"}})},
    {"sms_sent", joined({kEnvelope,
                         kContactBlock,
                         {"sms[id]", "sms[recipient]", "sms[successful]", "sms[comment]"}})},
    {"sms_reply", joined({kEnvelope, kContactBlock, {"sms[id]", "sms[reply]", "sms[result]"}})},
    {"sms_unsub", joined({kEnvelope, kContactBlock, {"sms[id]", "sms[phone]"}})},
};

/// The form that came: its fields' names in order, and their values by name.
struct Caught {
  Names names;
  std::map<std::string, std::string> values;
};

Caught caught_in(const std::string& request) {
  Caught caught;
  for (const FormField& field : decode_form(request.substr(request.find("\r\n\r\n") + 4))) {
    caught.names.push_back(field.name);
    caught.values[field.name] = field.value;
  }
  return caught;
}

class CausedEvents : public testing::Test {
 protected:
  CausedEvents() { api.listen_to_all(receiver.url("/hook")); }

  /// What came last, once it is the next one.
  Caught next() {
    EXPECT_TRUE(receiver.wait_for_requests(++seen));
    return caught_in(receiver.requests().back());
  }
  void expect(const std::string& type, const std::map<std::string, std::string>& values) {
    const Caught caught = next();
    EXPECT_EQ(caught.values.at("type"), type);
    EXPECT_EQ(caught.values.at("initiated_from"), source);
    EXPECT_THAT(caught.names, ElementsAreArray(kFields.at(type))) << type;
    for (const auto& [name, value] : values) EXPECT_EQ(caught.values.at(name), value) << type;
    types.push_back(type);
  }
  void post(const std::string& path, const std::string& body, int status = 201) {
    EXPECT_EQ(api.ask("POST", "/api/3" + path, body).status, status) << path;
  }
  void react(EventType what, EventDetails details) {
    ReactToCampaign reaction;
    reaction.what = what;
    reaction.contact.id = 1;
    reaction.details = std::move(details);
    api.platform.perform({Source::kPublic, {}, 0}, reaction);
  }
  void message(EventType what, EventDetails details) {
    HandleMessage handled;
    handled.what = what;
    handled.contact.id = 1;
    handled.details = std::move(details);
    api.platform.perform({Source::kPublic, {}, 0}, handled);
  }

  ScriptedReceiver receiver{answering(plain_answer(200))};
  AskedPlatform api;
  std::size_t seen = 0;
  std::string source = "api";
  Names types;
};

TEST_F(CausedEvents, HaveTheDocumentedFieldsInTheDocumentedOrder) {
  post("/lists",
       R"({"list":{"name":"News","stringid":"n","sender_url":"u","sender_reminder":"r"}})");
  expect("list_add", {{"list[id]", "1"}, {"list[name]", "News"}});
  post("/contacts", R"({"contact":{"email":"jane@example.com","firstName":"Jane"}})");
  expect("subscribe", {{"list", "0"}, {"contact[email]", "jane@example.com"}});
  post("/contactLists", R"({"contactList":{"list":1,"contact":1,"status":1}})");
  expect("subscribe", {{"list", "1"}, {"contact[id]", "1"}});
  post("/contactLists", R"({"contactList":{"list":1,"contact":1,"status":2}})", 200);
  expect("unsubscribe", {{"list", "1"}, {"contact[id]", "1"}});
  api.put("/api/3/contacts/1", {{"contact", {{"lastName", "Doe"}}}});
  expect("update", {{"list", "0"}, {"contact[last_name]", "Doe"}});
  post("/notes", R"({"note":{"note":"Called","relid":1,"reltype":"Subscriber"}})");
  expect("subscriber_note", {{"note", "Called"}});
  post("/tags", R"({"tag":{"tag":"vip"}})");
  post("/contactTags", R"({"contactTag":{"contact":1,"tag":1}})");
  expect("contact_tag_added", {{"tag", "vip"}, {"contact[tags]", "vip"}});
  const auto ties = api.get("/api/3/contacts/1/contactTags").json()["contactTags"];
  EXPECT_EQ(api.remove("/api/3/contactTags/" + ties[0]["id"].get<std::string>()).status, 200);
  expect("contact_tag_removed", {{"tag", "vip"}, {"contact[tags]", ""}});

  post("/dealGroups", R"({"dealGroup":{"title":"Sales","currency":"eur"}})");
  expect("deal_pipeline_add", {{"pipeline[title]", "Sales"}});
  post("/dealStages", R"({"dealStage":{"title":"Won","group":1}})");
  expect("deal_stage_add", {{"stage[id]", "4"}, {"stage[color]", "3f3f3f"}});
  post("/dealTasktypes", R"({"dealTasktype":{"title":"Skype"}})");
  expect("deal_tasktype_add", {{"tasktype[title]", "Skype"}});
  post("/deals",
       R"({"deal":{"title":"Big","contact":1,"value":104405550,"currency":"eur","group":1}})");
  expect("deal_add", {{"deal[value]", "1,044,055.50"}, {"deal[stage_title]", "To Contact"}});
  api.put("/api/3/deals/1", {{"deal", {{"title", "Bigger"}}}});
  expect("deal_update", {{"deal[title]", "Bigger"}, {"updated_fields[0]", "title"}});
  post("/deals/1/notes", R"({"note":{"note":"Send contract"}})");
  expect("deal_note_add", {{"note[id]", "2"}, {"note[text]", "Send contract"}});
  post(
      "/dealTasks",
      R"({"dealTask":{"relid":1,"duedate":"2024-03-17 09:30:00","dealTasktype":1,"title":"Call"}})");
  expect("deal_task_add",
         {{"task[type_title]", "Skype"}, {"task[duedate]", "2024-03-17 09:30:00"}});
  api.put("/api/3/dealTasks/1", {{"dealTask", {{"status", 1}}}});
  expect("deal_task_complete", {{"task[id]", "1"}});

  api.v1("api_output=json&api_action=campaign_create",
         "name=Spring&type=single&sdate=2024-01-01+09:00:00&status=1&p[1]=1&m[7]=100");
  expect("sent", {{"campaign[name]", "Spring"}, {"campaign[message][id]", "7"}});

  source = "public";
  react(EventType::kOpen, OpenDetails{});
  expect("open", {{"campaign[id]", "1"}});
  react(EventType::kClick, ClickDetails{3, "https://a.example/"});
  expect("click", {{"link[url]", "https://a.example/"}});
  react(EventType::kForward, ForwardDetails{2});
  expect("forward", {{"forward[count]", "2"}});
  react(EventType::kShare, ShareDetails{});
  expect("share", {{"share[network]", "facebook"}});
  react(EventType::kReply, ReplyDetails{});
  expect("reply", {});
  message(EventType::kSmsSent, SmsSentDetails{});
  expect("sms_sent", {});
  message(EventType::kSmsReply, SmsReplyDetails{});
  expect("sms_reply", {{"sms[result]", "subscribe"}});
  message(EventType::kSmsUnsub, SmsUnsubDetails{});
  expect("sms_unsub", {});
  EXPECT_THAT(types, SizeIs(25));  // all but the bounce, and subscribe twice
  react(EventType::kBounce, BounceDetails{});
  const Caught bounce = next();
  EXPECT_EQ(bounce.values.at("bounce[type]"), "hard");
  EXPECT_EQ(bounce.names.back(), "bounce[description]");
}

TEST_F(CausedEvents, DoNotComeWhereNothingChangesNorFromAnImport) {
  post("/import/bulk_import", R"({"contacts":[{"email":"a@example.com","tags":["new"]}]})", 200);
  post("/contactTags", R"({"contactTag":{"contact":1,"tag":1}})", 200);
  post("/contacts", R"({"contact":{"email":"A@example.com"}})", 422);
  post("/deals", R"({"deal":{"title":"x","contact":9,"value":1,"currency":"usd","group":1}})", 422);
  post("/contacts", R"({"contact":{"email":"b@example.com"}})");
  expect("subscribe", {{"contact[email]", "b@example.com"}});
  EXPECT_EQ(receiver.requests().size(), 1U);
}

}  // namespace
}  // namespace hookline
