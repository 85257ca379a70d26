#include "catcher/replies/path_reply.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::HasSubstr;

TEST(PathReply, TakesStatusAndDelayAnywhere) {
  EXPECT_EQ(reply_from_path("/status/503").status, 503);
  EXPECT_EQ(reply_from_path("/hooks/status/410/x").status, 410);
  EXPECT_EQ(reply_from_path("/delay/250ms").delay_ms, 250);
  EXPECT_EQ(reply_from_path("/delay/0").delay_ms, 0);
  const auto both = reply_from_path("/hooks/status/503/delay/2s/");
  EXPECT_EQ(both.status, 503);
  EXPECT_EQ(both.delay_ms, 2000);
  EXPECT_FALSE(both.body);
  EXPECT_EQ(reply_from_path("http://elsewhere.example/status/500").status, 500);
}

TEST(PathReply, TakesTheLastOfSeveral) {
  EXPECT_EQ(reply_from_path("/status/500/status/201").status, 201);
}

TEST(PathReply, LeavesOtherPathsAsTheyAre) {
  for (const char* path :
       {"", "/", "/status", "/status/", "/delay", "/orders/status/shipped", "/delay/none",
        "/mystatus/503", "/status//503", "/Status/503", "/status/%35%30%33", "/delays/5s", "503"}) {
    const auto reply = reply_from_path(path);
    EXPECT_EQ(reply.status, 200) << path;
    EXPECT_EQ(reply.delay_ms, 0) << path;
    EXPECT_FALSE(reply.body) << path;
  }
}

TEST(PathReply, SaysWhatIsWrongWithANumberThatIsNone) {
  for (const char* path : {"/status/199", "/status/600", "/status/5030", "/status/503x",
                           "/status/0", "/status/99999999999999999999", "/delay/250", "/delay/2x",
                           "/delay/367d", "/status/503/delay/5", "/delay/5/status/503"}) {
    const auto reply = reply_from_path(path);
    EXPECT_EQ(reply.status, 400) << path;
    EXPECT_EQ(reply.delay_ms, 0) << path;
    EXPECT_THAT(reply.body.value_or(""), HasSubstr("in the path: ")) << path;
  }
  EXPECT_EQ(reply_from_path("/status/600").body,
            "/status/ in the path: \"600\" is not a status from 200 to 599\n");
  EXPECT_THAT(reply_from_path("/delay/250").body.value_or(""), HasSubstr("as in 250ms"));
  EXPECT_LT(reply_from_path("/delay/" + std::string(5000, '9')).body->size(), 200u);
}

}  // namespace
}  // namespace hookline
