#include "emitter/platform/page/page_files.h"
#include "emitter/serving/serving.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

namespace hookline {
namespace {

using testing::HasSubstr;
using testing::Not;

ServingOptions on_a_free_port() {
  ServingOptions options;
  options.listen.port = 0;
  options.api_key = "secret";
  return options;
}

class ServedPage : public testing::Test {
 protected:
  httplib::Result get(const std::string& path, const httplib::Headers& headers = {}) {
    return httplib::Client(serving.url()).Get(path, headers);
  }
  httplib::Result post(const std::string& path, const httplib::Headers& headers) {
    return httplib::Client(serving.url())
        .Post(path, headers, "a=b", "application/x-www-form-urlencoded");
  }

  Serving serving{on_a_free_port()};
};

TEST_F(ServedPage, HasItsFilesWithoutTheKey) {
  for (const PageFile& file : platform_page_files()) {
    const auto answer = get(std::string(file.path));
    ASSERT_EQ(answer->status, 200) << file.path;
    EXPECT_EQ(answer->body, file.content) << file.path;
    EXPECT_EQ(answer->get_header_value("Content-Type"), file.content_type);
  }
  EXPECT_EQ(get("/hookline/deliveries")->status, 401);
}

TEST_F(ServedPage, MayLoadNothingButWhatIsHere) {
  const auto answer = get("/");
  const std::string policy = answer->get_header_value("Content-Security-Policy");
  EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
  EXPECT_THAT(policy, HasSubstr("script-src 'self'"));
  EXPECT_THAT(policy, HasSubstr("frame-src 'self'"));
  EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
  EXPECT_EQ(answer->get_header_value("X-Content-Type-Options"), "nosniff");
}

TEST_F(ServedPage, IsOpenedByLinksOfOtherSitesAndFramedByNone) {
  const httplib::Headers link = {{"Sec-Fetch-Site", "cross-site"},
                                 {"Sec-Fetch-Mode", "navigate"},
                                 {"Sec-Fetch-Dest", "document"}};
  const httplib::Headers frame = {{"Sec-Fetch-Site", "cross-site"},
                                  {"Sec-Fetch-Mode", "navigate"},
                                  {"Sec-Fetch-Dest", "iframe"}};
  EXPECT_EQ(get("/", link)->status, 200);
  EXPECT_EQ(get("/", frame)->status, 403);
}

/// That no route is there yet, a 404 says; the guard would say 401 or 403.
TEST_F(ServedPage, HasAPublicAreaThatAnybodyMayComeToAndPostTo) {
  const httplib::Headers elsewhere = {{"Sec-Fetch-Site", "cross-site"},
                                      {"Origin", "http://mail.example"}};
  EXPECT_EQ(get("/public/nowhere")->status, 404);
  EXPECT_EQ(get("/public/nowhere", elsewhere)->status, 404);
  EXPECT_EQ(post("/public/nowhere", elsewhere)->status, 404);
}

TEST_F(ServedPage, ButNotByAForeignName) {
  EXPECT_EQ(get("/public/nowhere", {{"Host", "evil.example"}})->status, 403);
  EXPECT_EQ(post("/public/nowhere", {{"Host", "evil.example"}})->status, 403);
  EXPECT_EQ(get("/public/nowhere", {{"Host", "platform:8090"}, {"Api-Token", "secret"}})->status,
            404);
}

TEST_F(ServedPage, GuardsWhatOnlyLooksPublic) {
  for (const char* path : {"/public", "/publicity", "/hookline/../public/", "/Public/x",
                           "//public/x", "/%70ublic/x"}) {
    EXPECT_EQ(get(path)->status, 401) << path;
  }
  EXPECT_EQ(get("/public/../hookline/deliveries")->status, 404);
  EXPECT_EQ(get("/public/%2e%2e/hookline/deliveries")->status, 404);
}

}  // namespace
}  // namespace hookline
