#include "tests/support/asked_platform.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::HasSubstr;
using Json = AskedPlatform::Json;

/// A call that makes something: all of what it may send, and what of that it must.
struct Creation {
  const char* path;
  const char* resource;
  Json attributes;
  std::vector<std::string> required;
};

const std::vector<Creation>& creations() {
  static const std::vector<Creation> kCreations = {
      {"/lists",
       "list",
       {{"name", "b"}, {"stringid", "b"}, {"sender_url", "u"}, {"sender_reminder", "r"}},
       {"name", "stringid", "sender_url", "sender_reminder"}},
      {"/contacts",
       "contact",
       {{"email", "new@example.com"},
        {"firstName", "a"},
        {"lastName", "b"},
        {"phone", "1"},
        {"fieldValues", Json::array({{{"field", 1}, {"value", "x"}}})}},
       {"email"}},
      {"/contactLists",
       "contactList",
       {{"list", 1}, {"contact", 1}, {"status", 1}},
       {"list", "contact", "status"}},
      {"/tags", "tag", {{"tag", "b"}, {"tagType", "contact"}, {"description", "d"}}, {"tag"}},
      {"/fields", "field", {{"title", "b"}, {"type", "text"}, {"perstag", "B"}}, {"title", "type"}},
      {"/fieldValues",
       "fieldValue",
       {{"contact", 1}, {"field", 1}, {"value", "x"}},
       {"contact", "field", "value"}},
      {"/notes",
       "note",
       {{"note", "n"}, {"relid", 1}, {"reltype", "Subscriber"}},
       {"note", "relid", "reltype"}},
      {"/dealGroups", "dealGroup", {{"title", "b"}, {"currency", "usd"}}, {"title", "currency"}},
      {"/dealStages",
       "dealStage",
       {{"title", "b"}, {"group", 1}, {"color", "ffffff"}, {"order", 2}},
       {"title", "group"}},
      {"/dealTasktypes", "dealTasktype", {{"title", "b"}}, {"title"}},
      {"/deals",
       "deal",
       {{"title", "b"},
        {"contact", 1},
        {"value", 100},
        {"currency", "usd"},
        {"stage", 1},
        {"description", "d"},
        {"percent", 5},
        {"status", 0},
        {"fields", Json::array()}},
       {"title", "contact", "value", "currency"}},
      {"/dealTasks",
       "dealTask",
       {{"relid", 1}, {"duedate", "2024-03-17T09:30:00Z"}, {"dealTasktype", 1}, {"title", "t"}},
       {"relid", "duedate", "dealTasktype"}},
  };
  return kCreations;
}

class BadInput : public testing::Test {
 protected:
  BadInput() {
    make("/lists",
         {{"list",
           {{"name", "a"}, {"stringid", "a"}, {"sender_url", "u"}, {"sender_reminder", "r"}}}});
    make("/contacts", {{"contact", {{"email", "jane@example.com"}}}});
    make("/fields", {{"field", {{"title", "a"}, {"type", "text"}}}});
    make("/tags", {{"tag", {{"tag", "a"}}}});
    make("/dealGroups", {{"dealGroup", {{"title", "a"}, {"currency", "usd"}}}});
    make("/dealTasktypes", {{"dealTasktype", {{"title", "a"}}}});
    make("/deals",
         {{"deal",
           {{"title", "a"}, {"contact", 1}, {"value", 1}, {"currency", "usd"}, {"group", 1}}}});
  }
  void make(const std::string& path, const Json& body) {
    ASSERT_EQ(api.post("/api/3" + path, body).status, 201) << path;
  }
  /// Everything that there is.
  std::string all() {
    std::string text;
    for (const char* path :
         {"lists", "contacts", "fields", "tags", "contactTags", "contactLists", "fieldValues",
          "notes", "deals", "dealGroups", "dealStages", "dealTasktypes", "dealTasks"})
      text += api.get(std::string("/api/3/") + path).text + "\n";
    return text;
  }
  /// The pointer of the one error, its code before it: "field_invalid /data/attributes/name".
  static std::string complaint(const AskedPlatform::Reply& reply) {
    const Json error = reply.json()["errors"][0];
    return error.value("code", "") + " " + error["source"]["pointer"].get<std::string>();
  }

  AskedPlatform api;
};

TEST_F(BadInput, ValuesOfAnotherKindAreRefusedAtTheirPlace) {
  const std::string before = all();
  for (const Creation& creation : creations()) {
    for (const auto& [name, value] : creation.attributes.items()) {
      Json attributes = creation.attributes;
      attributes[name] = {{"an", "object"}};
      const auto reply =
          api.post(std::string("/api/3") + creation.path, {{creation.resource, attributes}});
      EXPECT_EQ(reply.status, 422) << creation.path << " " << name << reply.text;
      EXPECT_EQ(complaint(reply), "field_invalid /data/attributes/" + name) << creation.path;
    }
  }
  EXPECT_EQ(all(), before);
}

TEST_F(BadInput, WhatIsMissingIsNamed) {
  const std::string before = all();
  for (const Creation& creation : creations()) {
    for (const std::string& name : creation.required) {
      Json attributes = creation.attributes;
      attributes.erase(name);
      const auto reply =
          api.post(std::string("/api/3") + creation.path, {{creation.resource, attributes}});
      EXPECT_EQ(reply.status, 422) << creation.path << " " << name << reply.text;
      EXPECT_EQ(complaint(reply), "field_missing /data/attributes/" + name) << creation.path;
    }
    EXPECT_EQ(api.ask("POST", std::string("/api/3") + creation.path, "a=b").status, 400);
    EXPECT_EQ(api.ask("POST", std::string("/api/3") + creation.path, "{\"a\":").text, "{}");
    EXPECT_EQ(api.post(std::string("/api/3") + creation.path, Json::object()).status, 422);
  }
  EXPECT_EQ(all(), before);
}

TEST_F(BadInput, IdsOfWhatIsNotThereAreRefused) {
  const std::string before = all();
  struct Case {
    const char* path;
    Json body;
    int status;
  };
  const std::vector<Case> cases = {
      {"/contactLists", {{"contactList", {{"list", 9}, {"contact", 1}, {"status", 1}}}}, 422},
      {"/contactLists", {{"contactList", {{"list", 1}, {"contact", 9}, {"status", 1}}}}, 422},
      {"/contactLists", {{"contactList", {{"list", 1}, {"contact", 1}, {"status", 3}}}}, 422},
      {"/contactTags", {{"contactTag", {{"contact", 1}}}}, 400},
      {"/contactTags", {{"contactTag", {{"tag", 1}}}}, 422},
      {"/contactTags", {{"contactTag", {{"contact", 9}, {"tag", 1}}}}, 404},
      {"/contactTags", {{"contactTag", {{"contact", 1}, {"tag", 9}}}}, 404},
      {"/fieldValues", {{"fieldValue", {{"contact", 9}, {"field", 1}, {"value", ""}}}}, 404},
      {"/fieldValues", {{"fieldValue", {{"contact", 1}, {"field", 9}, {"value", ""}}}}, 404},
      {"/notes", {{"note", {{"note", "n"}, {"relid", 9}, {"reltype", "Subscriber"}}}}, 404},
      {"/notes", {{"note", {{"note", "n"}, {"relid", 1}, {"reltype", "Robot"}}}}, 422},
      {"/dealStages", {{"dealStage", {{"title", "t"}, {"group", 9}}}}, 422},
      {"/deals/9/notes", {{"note", {{"note", "n"}}}}, 404},
      {"/dealTasks",
       {{"dealTask", {{"relid", 9}, {"duedate", "2024-03-17T09:30:00Z"}, {"dealTasktype", 1}}}},
       422},
      {"/dealTasks",
       {{"dealTask", {{"relid", 1}, {"duedate", "2024-02-30T09:30:00Z"}, {"dealTasktype", 1}}}},
       422},
      {"/dealTasktypes", {{"dealTasktype", {{"title", "a"}}}}, 422},
      {"/tags", {{"tag", {{"tag", "a"}}}}, 422},
      {"/fields", {{"field", {{"title", "a"}, {"type", "text"}}}}, 422},
      {"/fields", {{"field", {{"title", "b"}, {"type", "robot"}}}}, 422},
      {"/contacts", {{"contact", {{"email", "JANE@example.com"}}}}, 422},
      {"/contacts", {{"contact", {{"email", "jane"}}}}, 422},
      {"/contacts",
       {{"contact", {{"email", "n@example.com"}, {"fieldValues", Json::array({{{"field", 9}}})}}}},
       422},
  };
  for (const Case& one : cases) {
    const auto reply = api.post(std::string("/api/3") + one.path, one.body);
    EXPECT_EQ(reply.status, one.status) << one.path << one.body << reply.text;
  }
  EXPECT_EQ(all(), before);
}

TEST_F(BadInput, ADoubledAddressIsADuplicate) {
  const auto reply = api.post("/api/3/contacts", {{"contact", {{"email", "jane@example.com"}}}});
  EXPECT_EQ(reply.text,
            R"({"errors":[{"title":"Email address already exists in the system","detail":"",)"
            R"("code":"duplicate","source":{"pointer":"\/data\/attributes\/email"}}]})");
}

TEST_F(BadInput, AnImportWithOneBadAddressImportsNothing) {
  const std::string before = all();
  const auto reply =
      api.post("/api/3/import/bulk_import",
               {{"contacts", Json::array({{{"email", "new@example.com"}}, {{"email", "bad"}}})}});
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.json()["success"], 0);
  EXPECT_EQ(reply.json()["failureReasons"][0]["contact"], 1);
  EXPECT_EQ(all(), before);
}

TEST_F(BadInput, CallsThatAreLeftOutSaySo) {
  const auto reply = api.post("/api/3/users", {{"user", {{"username", "a"}}}});
  EXPECT_EQ(reply.status, 404);
  EXPECT_THAT(reply.json()["message"].get<std::string>(), HasSubstr("leaves out"));
}

}  // namespace
}  // namespace hookline
