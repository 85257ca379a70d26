#include "tests/support/asked_platform.h"
#include "tests/support/json_shape.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using Json = AskedPlatform::Json;

class V1Actions : public testing::Test {
 protected:
  Json ask(const std::string& action, const std::string& form = "") {
    const auto reply = api.v1("api_output=json&api_action=" + action, form);
    EXPECT_EQ(reply.status, 200) << action;
    return reply.json();
  }
  /// Does it, and expects that message.
  Json done(const std::string& action, const std::string& form, const std::string& message) {
    Json answer = ask(action, form);
    EXPECT_EQ(answer["result_code"], 1) << action << answer;
    EXPECT_EQ(answer["result_message"], message) << action;
    return answer;
  }
  /// The types of events, as often as they came.
  std::vector<std::string> events_of(const std::string& action, const std::string& form) {
    const std::size_t before = api.platform.delivery_counts().accepted;
    ask(action, form);
    std::vector<std::string> types;
    for (std::size_t id = before + 1; id <= api.platform.delivery_counts().accepted; ++id)
      types.emplace_back(name_of(*api.platform.deliveries().find(id)->type));
    return types;
  }

  AskedPlatform api;
};

constexpr const char* kResult = "result_code:n,result_message:t,result_output:t}";

TEST_F(V1Actions, TellWhatTheyHaveDone) {
  EXPECT_EQ(shape_of(ask("user_me"), ""),
            std::string("{id:t,username:t,first_name:t,last_name:t,email:t,phone:t,") + kResult);
  EXPECT_EQ(done("list_add", "name=News&to_name=Reader", "List added")["id"], 1);
  const Json added =
      done("contact_add", "email=jane%40example.com&p[1]=1&tags=a,%20b", "Contact added");
  EXPECT_EQ(shape_of(added, ""),
            std::string("{subscriber_id:n,sendlast_should:n,sendlast_did:n,") + kResult);
  done("contact_edit", "id=1&email=jane%40example.com&last_name=Doe", "Contact updated");
  done("contact_sync", "email=Jane%40example.com&first_name=Jane", "Contact updated");
  done("contact_sync", "email=joe%40example.com&p[1]=1&status[1]=2", "Contact added");
  done("contact_tag_add", "email=jane%40example.com&tags[]=vip", "Contact tag added");
  done("contact_tag_remove", "id=1&tags=vip", "Contact tag deleted");
  EXPECT_EQ(done("contact_note_add", "id=1&listid=0&note=%3Cb%3EHot%3C%2Fb%3E", "Note added")["id"],
            1);
  done("contact_note_edit", "noteid=1&note=Cold", "Note updated");
  done("deal_pipeline_add", "title=Sales&currency=usd", "Deal pipeline added");
  done("deal_stage_add", "title=Won&pipeline=1", "Deal stage added");
  EXPECT_EQ(shape_of(done("deal_add",
                          "title=Big&value=450.00&currency=usd&pipeline=1&stage=1&contactid=1",
                          "Deal added"),
                     ""),
            "{result_code:n,result_message:t,result_output:t,id:n,contact:n,owner:n}");
  EXPECT_EQ(done("deal_get&id=1", "", "Deal retrieved")["value"], "450");
  done("deal_edit", "id=1&status=1", "Deal updated");
  done("deal_note_add", "dealid=1&note=x", "Deal note added");
  done("deal_tasktype_add", "title=Skype", "Deal task type added");
  done("deal_task_add", "dealid=1&duedate=2024-03-17+09:30:00&tasktypeid=1", "Deal task added");
  done("deal_task_edit", "id=1&status=1", "Deal task updated");
  done("campaign_create", "type=single&name=c&sdate=2024-01-01+00:00:00&status=1&p[1]=1&m[3]=100",
       "Campaign saved");
  done("campaign_list&ids=all", "", "Success: Something is returned");
  const std::string message =
      "format=mime&subject=Hi&fromemail=a%40example.com&fromname=A&reply2=a%40example.com&"
      "priority=3&charset=utf-8&encoding=quoted-printable&htmlconstructor=editor&"
      "textconstructor=editor&p[1]=1";
  EXPECT_EQ(done("message_add", message, "Email message added")["id"], 4);
  done("message_edit", "id=4&subject=Hello", "Email message updated");
  EXPECT_EQ(done("message_view&id=4", "", "Success: Something is returned")["subject"], "Hello");
  EXPECT_EQ(ask("message_list&ids=all")["1"]["id"], "4");
  done("message_delete&id=4", "", "Email message deleted");
  done("deal_pipeline_add", "title=Other", "Deal pipeline added");
  done("deal_pipeline_delete", "id=1&new_pipeline=2", "Deal pipeline deleted");
  EXPECT_EQ(ask("deal_get&id=1")["pipeline"], "2");
  EXPECT_EQ(ask("deal_pipeline_delete", "id=2")["result_code"], 0) << "a deal is in it";
  done("contact_delete&id=99", "", "Contact deleted");
}

TEST_F(V1Actions, CauseTheEventsOfTheCallsOfV3) {
  api.listen_to_all("http://127.0.0.1:9/");
  EXPECT_THAT(events_of("list_add", "name=News"), ElementsAre("list_add"));
  EXPECT_THAT(events_of("contact_add", "email=a%40example.com&p[1]=1&tags=vip"),
              ElementsAre("subscribe", "contact_tag_added"));
  EXPECT_THAT(events_of("contact_edit", "id=1&email=a%40example.com&p[1]=1&status[1]=2"),
              ElementsAre("update", "unsubscribe"));
  EXPECT_THAT(events_of("contact_tag_add", "id=1&tags=vip"), ElementsAre());
  EXPECT_THAT(events_of("contact_tag_remove", "id=1&tags=vip"), ElementsAre("contact_tag_removed"));
  EXPECT_THAT(events_of("contact_add", "email=a%40example.com"), ElementsAre());
  EXPECT_THAT(events_of("deal_pipeline_add", "title=Sales"), ElementsAre("deal_pipeline_add"));
  EXPECT_THAT(
      events_of("deal_add",
                "title=x&value=1&currency=usd&pipeline=1&stage=1&contact=new%40example.com"),
      ElementsAre("subscribe", "deal_add"));
  EXPECT_THAT(
      events_of("deal_add",
                "title=x&value=1&currency=usd&pipeline=1&stage=9&contact=newer%40example.com"),
      ElementsAre());
  EXPECT_EQ(ask("contact_view_email&email=newer%40example.com")["result_code"], 0);
}

TEST_F(V1Actions, ShowContactsWholeAndInShort) {
  ask("list_add", "name=News");
  ask("contact_add", "email=jane%40example.com&p[1]=1&tags=vip");
  const Json whole = ask("contact_view&id=1");
  EXPECT_EQ(whole["lists"]["1"]["listname"], "News");
  EXPECT_EQ(whole["lists"]["1"]["status"], "1");
  EXPECT_EQ(whole["lists"]["1"]["udate"], "0000-00-00 00:00:00");
  ask("contact_edit", "id=1&email=jane%40example.com&p[1]=1&status[1]=2");
  EXPECT_NE(ask("contact_view&id=1")["lists"]["1"]["udate"], "0000-00-00 00:00:00");
  EXPECT_EQ(whole["fields"], Json::array());
  EXPECT_EQ(whole["tags"], Json({"vip"}));
  EXPECT_EQ(whole["ip"], "0.0.0.0");
  EXPECT_EQ(shape_of(ask("contact_list&ids=ALL&full=0"), ""),
            std::string("{0:{id:t,subscriberid:t,cdate:t,sdate:t,first_name:t,last_name:t,email:t,"
                        "last_list:t,avatar_url:t},") +
                kResult);
  EXPECT_EQ(ask("contact_list&filters[email]=none%40example.com")["result_message"],
            "Failed: Nothing is returned");
  EXPECT_EQ(api.v1("api_output=json&api_action=tags_list").text,
            R"([{"id":"1","name":"vip","count":"1"}])");
}

TEST_F(V1Actions, RefuseWhatCannotBeMeant) {
  for (const char* form : {"", "email=", "email=jane", "email=a%40example.com&p[9]=9",
                           "email=a%40example.com&field[%25NONE%25,0]=x"}) {
    EXPECT_EQ(ask("contact_add", form)["result_code"], 0) << form;
  }
  EXPECT_EQ(ask("contact_add", "email=x")["result_message"], "Contact Email Address is not valid.");
  EXPECT_EQ(ask("contact_list&ids=all")["result_code"], 0);
  EXPECT_EQ(ask("deal_add", "title=x")["result_code"], 0);
  EXPECT_EQ(ask("message_add", "subject=x")["result_code"], 0);
  EXPECT_EQ(ask("message_edit", "id=9&subject=x")["result_code"], 0);
  EXPECT_EQ(ask("segment_list")["result_code"], 0);
}

}  // namespace
}  // namespace hookline
