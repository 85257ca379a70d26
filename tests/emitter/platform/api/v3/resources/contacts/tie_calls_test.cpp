#include "tests/support/asked_platform.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using Json = AskedPlatform::Json;

/// Calls about what ties contacts to lists, tags and fields.
class TieCalls : public testing::Test {
 protected:
  TieCalls() {
    api.post(
        "/api/3/lists",
        {{"list",
          {{"name", "News"}, {"stringid", "n"}, {"sender_url", "u"}, {"sender_reminder", "r"}}}});
    api.post("/api/3/fields", {{"field", {{"title", "Colour"}, {"type", "text"}}}});
    api.post("/api/3/tags", {{"tag", {{"tag", "vip"}}}});
    for (const char* email : {"jane@example.com", "joe@example.com"})
      api.post("/api/3/contacts", {{"contact", {{"email", email}}}});
  }
  std::string tag(int contact) {
    return api.post("/api/3/contactTags", {{"contactTag", {{"contact", contact}, {"tag", 1}}}})
        .json()["contactTag"]["id"];
  }
  Json list(int contact, int status) {
    return api
        .post("/api/3/contactLists",
              {{"contactList", {{"contact", contact}, {"list", 1}, {"status", status}}}})
        .json()["contactList"];
  }
  int removed(const std::string& path) { return api.remove("/api/3/" + path).status; }

  AskedPlatform api;
};

TEST_F(TieCalls, AnIdIsNotGivenAgain) {
  const std::string first = tag(1);
  EXPECT_EQ(tag(1), first) << "the same tie";
  EXPECT_EQ(removed("contactTags/" + first), 200);
  EXPECT_EQ(removed("contactTags/" + first), 404);
  const std::string second = tag(1);
  EXPECT_GT(std::stoi(second), std::stoi(first));
  EXPECT_EQ(removed("contactTags/" + first), 404) << "it would be another one's now";
  EXPECT_GT(std::stoi(tag(2)), std::stoi(second));
}

TEST_F(TieCalls, IdsFitIntoWhatClientsKeepThemIn) {
  EXPECT_LT(std::stoll(tag(2)), 100);
  EXPECT_LT(std::stoll(list(2, 1)["id"].get<std::string>()), 100);
}

TEST_F(TieCalls, AnIdNamesNoTieOfAnotherKind) {
  const std::string id = tag(1);
  EXPECT_EQ(api.get("/api/3/contactTags/" + id).json()["contactTag"]["contact"], "1");
  EXPECT_EQ(api.get("/api/3/contactLists/" + id).status, 404);
  EXPECT_EQ(api.get("/api/3/fieldValues/" + id).status, 404);
  EXPECT_EQ(api.get("/api/3/contactTags/0").status, 404);
}

TEST_F(TieCalls, LeavingAndComingBackIsTheSameRow) {
  const Json joined = list(1, 1);
  EXPECT_EQ(joined["udate"], nullptr);
  const Json left = list(1, 2);
  EXPECT_EQ(left["id"], joined["id"]);
  EXPECT_EQ(left["sdate"], joined["sdate"]);
  EXPECT_NE(left["udate"], nullptr);
  const Json back = list(1, 1);
  EXPECT_EQ(back["id"], joined["id"]);
  EXPECT_EQ(back["udate"], nullptr);
  EXPECT_EQ(removed("contactLists/" + joined["id"].get<std::string>()), 200);
  EXPECT_NE(list(1, 1)["id"], joined["id"]);
}

TEST_F(TieCalls, AValueIsChangedAndDeletedByItsId) {
  const auto body = [](const char* value) {
    return Json{{"fieldValue", {{"contact", 1}, {"field", 1}, {"value", value}}}};
  };
  const std::string id = api.post("/api/3/fieldValues", body("red")).json()["fieldValue"]["id"];
  EXPECT_EQ(api.put("/api/3/fieldValues/" + id, body("blue")).status, 200);
  EXPECT_EQ(api.get("/api/3/fieldValues/" + id).json()["fieldValue"]["value"], "blue");
  EXPECT_EQ(removed("fieldValues/" + id), 200);
  EXPECT_EQ(api.get("/api/3/fieldValues/" + id).status, 404);
}

TEST_F(TieCalls, ContactsAreFoundByTheirAddressInAnyCase) {
  for (const char* query : {"filters[email]=Jane@Example.com", "email=Jane@Example.com",
                            "filters[email][eq]=JANE@example.com"})
    EXPECT_EQ(api.get(std::string("/api/3/contacts?") + query).json()["meta"]["total"], "1")
        << query;
}

TEST_F(TieCalls, GoWithWhatTheyTie) {
  const std::string on_list = list(1, 1)["id"];
  EXPECT_EQ(removed("lists/1"), 200);
  EXPECT_EQ(api.get("/api/3/contactLists/" + on_list).status, 404);
  const std::string tagged = tag(1);
  EXPECT_EQ(removed("contacts/1"), 200);
  EXPECT_EQ(api.get("/api/3/contactTags/" + tagged).status, 404);
}

}  // namespace
}  // namespace hookline
