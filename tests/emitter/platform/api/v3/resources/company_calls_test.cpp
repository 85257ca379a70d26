#include "tests/support/asked_platform.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using Json = AskedPlatform::Json;

class CompanyCalls : public testing::Test {
 protected:
  CompanyCalls() {
    api.post("/api/3/contacts", {{"contact", {{"email", "jane@example.com"}}}});
    for (const char* name : {"Acme", "Umbrella"})
      api.post("/api/3/accounts", {{"account", {{"name", name}}}});
  }
  int employ(const Json& sent) {
    return api.post("/api/3/accountContacts", {{"accountContact", sent}}).status;
  }
  CustomerAccount company_of_jane() {
    return api.platform.read(
        [](const auto& view) { return view.account.contacts.find(1)->customer_account; });
  }

  AskedPlatform api;
};

TEST_F(CompanyCalls, WhoWorksForACompanyShowsItInEvents) {
  EXPECT_EQ(employ({{"contact", 1}, {"account", 1}, {"jobTitle", "Buyer"}}), 201);
  EXPECT_EQ(company_of_jane().name, "Acme");
  EXPECT_EQ(employ({{"contact", 1}, {"account", 1}}), 422) << "twice";
  api.put("/api/3/accounts/1", {{"account", {{"name", "Acme Ltd"}}}});
  EXPECT_EQ(company_of_jane().name, "Acme Ltd");
  EXPECT_EQ(employ({{"contact", 1}, {"account", 2}}), 201) << "goes to another";
  EXPECT_EQ(company_of_jane().id, 2U);
  EXPECT_EQ(api.get("/api/3/accountContacts").json()["meta"]["total"], "1");
  EXPECT_EQ(api.remove("/api/3/accounts/2").status, 200);
  EXPECT_EQ(company_of_jane().id, 0U);
  EXPECT_EQ(api.get("/api/3/accountContacts").json()["meta"]["total"], "0");
}

TEST_F(CompanyCalls, RefuseWhatIsNotThere) {
  EXPECT_EQ(employ({{"contact", 9}, {"account", 1}}), 422);
  EXPECT_EQ(employ({{"contact", 1}, {"account", 9}}), 422);
  EXPECT_EQ(employ({{"contact", 1}}), 422);
  const auto reply = api.post("/api/3/accounts", {{"account", {{"name", "Acme"}}}});
  EXPECT_EQ(reply.json()["errors"][0]["title"],
            "An account named \"Acme\" already exists. Please choose a new name.");
  EXPECT_EQ(reply.json()["errors"][0]["code"], "duplicate");
}

TEST_F(CompanyCalls, ACompanyThatIsNamedInPassingIsFounded) {
  api.post("/api/3/import/bulk_import",
           {{"contacts",
             Json::array({{{"email", "ann@example.com"}, {"customer_acct_name", "Initech"}},
                          {{"email", "bob@example.com"}, {"customer_acct_name", "Acme"}}})}});
  const Json companies = api.get("/api/3/accounts").json()["accounts"];
  ASSERT_EQ(companies.size(), 3U);
  EXPECT_EQ(companies[0]["contactCount"], "1");
  EXPECT_EQ(companies[2]["name"], "Initech");
}

TEST_F(CompanyCalls, ADealMayBeWithACompany) {
  api.post("/api/3/dealGroups", {{"dealGroup", {{"title", "Sales"}, {"currency", "usd"}}}});
  const Json deal = {
      {"title", "Big"}, {"value", 1}, {"currency", "usd"}, {"group", 1}, {"account", 1}};
  EXPECT_EQ(api.post("/api/3/deals", {{"deal", deal}}).status, 422) << "nobody works there";
  employ({{"contact", 1}, {"account", 1}});
  EXPECT_EQ(api.post("/api/3/deals", {{"deal", deal}}).status, 201);
  const Json read = api.get("/api/3/deals/1").json()["deal"];
  EXPECT_EQ(read["account"], "1");
  EXPECT_EQ(read["contact"], "1");
  EXPECT_EQ(api.get("/api/3/accounts").json()["accounts"][0]["dealCount"], "1");
}

TEST_F(CompanyCalls, AFurtherContactOfADealUpdatesIt) {
  api.post("/api/3/dealGroups", {{"dealGroup", {{"title", "Sales"}, {"currency", "usd"}}}});
  api.post("/api/3/contacts", {{"contact", {{"email", "joe@example.com"}}}});
  api.post("/api/3/deals",
           {{"deal",
             {{"title", "Big"}, {"value", 1}, {"currency", "usd"}, {"group", 1}, {"contact", 1}}}});
  api.listen_to_all("http://127.0.0.1:9/");
  const auto tie = [&](int contact) {
    return api.post("/api/3/contactDeals", {{"contactDeal", {{"deal", 1}, {"contact", contact}}}});
  };
  EXPECT_EQ(tie(1).json()["errors"][0]["detail"],
            "The given contact is already associated to the deal");
  EXPECT_EQ(tie(2).status, 200);
  EXPECT_EQ(api.platform.deliveries().find(1)->type, EventType::kDealUpdate);
  EXPECT_EQ(tie(2).status, 422);
  EXPECT_EQ(api.remove("/api/3/deals/1").status, 200);
  EXPECT_EQ(api.get("/api/3/contactDeals").json()["meta"]["total"], "0");
}

}  // namespace
}  // namespace hookline
