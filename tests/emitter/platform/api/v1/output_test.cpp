#include "emitter/platform/api/v1/frame/v1_answer.h"
#include "emitter/platform/api/v1/frame/v1_parameters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(V1Answer, HasTheResultBehindWhatItReturns) {
  const V1Result result{"Contact added", {{"subscriber_id", 2}, {"sendlast_should", 0}}};
  EXPECT_EQ(v1_answer(V1Output::kJson, "contact_add", result).body,
            R"({"subscriber_id":2,"sendlast_should":0,"result_code":1,)"
            R"("result_message":"Contact added","result_output":"json"})");
  EXPECT_EQ(v1_answer(V1Output::kXml, "contact_add", result).body,
            "<?xml version='1.0' encoding='utf-8'?>\n<contact_add><subscriber_id>2</subscriber_id>"
            "<sendlast_should>0</sendlast_should><result_code>1</result_code><result_message>"
            "Contact added</result_message><result_output>xml</result_output></contact_add>");
  EXPECT_EQ(v1_answer(V1Output::kSerialize, "contact_add", result).body,
            R"(a:5:{s:13:"subscriber_id";i:2;s:15:"sendlast_should";i:0;s:11:"result_code";i:1;)"
            R"(s:14:"result_message";s:13:"Contact added";s:13:"result_output";s:9:"serialize";})");
}

TEST(V1Answer, IsNotAuthorizedInEachForm) {
  EXPECT_EQ(v1_not_authorized(V1Output::kJson).body,
            R"({"result_code":0,"result_message":"You are not authorized to access this file",)"
            R"("result_output":"json"})");
  EXPECT_EQ(v1_not_authorized(V1Output::kSerialize).body,
            R"(a:3:{s:11:"result_code";i:0;s:14:"result_message";s:42:"You are not authorized to )"
            R"(access this file";s:13:"result_output";s:9:"serialize";})");
  EXPECT_EQ(v1_not_authorized(V1Output::kXml).body,
            "<?xml version='1.0' encoding='utf-8'?>\n<root><error>You are not authorized to access "
            "this file</error></root>");
}

TEST(VendorXml, CallsNumbersRowsAndEscapesTexts) {
  EXPECT_EQ(vendor_xml("a", {{"0", {{"n & m", "<b>"}}}, {"tags", {"x", "y"}}, {"none", nullptr}}),
            "<?xml version='1.0' encoding='utf-8'?>\n<a><row><n___m>&lt;b&gt;</n___m></row><tags>"
            "<row>x</row><row>y</row></tags><none></none></a>");
}

TEST(PhpSerialized, MakesNumbersOfKeysThatAreSome) {
  EXPECT_EQ(php_serialized({{"0", nullptr}, {"07", true}, {"x", 1.5}}),
            R"(a:3:{i:0;N;s:2:"07";b:1;s:1:"x";d:1.5;})");
  EXPECT_EQ(php_serialized(VendorJson::array()), "a:0:{}");
}

V1Parameters given(const std::string& form) {
  return V1Parameters({}, decode_form(form));
}

TEST(V1Parameters, TakesTheFormBeforeTheQuery) {
  const V1Parameters both(decode_form("id=1&name=a"), decode_form("id=2"));
  EXPECT_EQ(both.required_id("id"), 2U);
  EXPECT_EQ(both.required("name"), "a");
}

TEST(V1Parameters, ReadsListsInEachSpelling) {
  for (const char* form : {"action[]=a&action[]=b", "action[0]=a&action[1]=b",
                           "action=%5B%22a%22%2C%22b%22%5D", "action=a,%20b"}) {
    EXPECT_THAT(given(form).values("action"), ElementsAre("a", "b")) << form;
  }
}

TEST(V1Parameters, ReadsListsOfIds) {
  EXPECT_THAT(given("p[1]=1&p[4]=4").list_ids("p"), ElementsAre(1, 4));
  EXPECT_THAT(given("lists[]=3").list_ids("lists"), ElementsAre(3));
  EXPECT_THAT(given("ids=ALL").ids("ids"), ElementsAre());
  EXPECT_THAT(given("ids=3,5").ids("ids"), ElementsAre(3, 5));
  EXPECT_THAT(given("field[%25TAG%25,0]=v").entries("field"), ElementsAre(Pair("%TAG%,0", "v")));
}

TEST(V1Parameters, RefusesWhatIsNoId) {
  EXPECT_THROW(given("id=x").required_id("id"), V1Error);
  EXPECT_THROW(given("").required_id("id"), V1Error);
  EXPECT_THROW(given("ids=1,x").ids("ids"), V1Error);
}

}  // namespace
}  // namespace hookline
