#include "catcher/captures/views/preflight.h"

#include "tests/support/made_capture.h"

#include <string>
#include <string_view>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

constexpr std::string_view kQuestion =
    "OPTIONS /hook HTTP/1.1\r\nHost: h\r\nOrigin: http://localhost:5173\r\n"
    "Access-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: "
    "content-type,x-key\r\n\r\n";

TEST(Preflight, KnowsTheQuestionBeforeARequest) {
  EXPECT_TRUE(is_preflight(capture_of(kQuestion)));
  EXPECT_FALSE(is_preflight(capture_of("OPTIONS / HTTP/1.1\r\nOrigin: http://a\r\n\r\n")));
  EXPECT_FALSE(is_preflight(capture_of("OPTIONS * HTTP/1.1\r\n\r\n")));
  EXPECT_FALSE(is_preflight(
      capture_of("POST / HTTP/1.1\r\nOrigin: a\r\nAccess-Control-Request-Method: PUT\r\n\r\n")));
}

std::string warning(int status, Headers headers, std::string_view question = kQuestion) {
  Capture capture = capture_of(question);
  capture.reply = {status, std::move(headers), 0, ""};
  return preflight_warning(capture);
}

TEST(Preflight, SaysWhyNoRequestFollowsAQuestion) {
  EXPECT_EQ(warning(200, {}),
            "a browser asked whether a script of http://localhost:5173 may send a PUT (a CORS "
            "preflight), and sends none: the answer has no Access-Control-Allow-Origin; start the "
            "catcher with --cors, or answer OPTIONS with Access-Control-Allow-Origin, -Methods and "
            "-Headers");
  const Header origin{"access-control-allow-origin", "http://localhost:5173"};
  const Header methods{"Access-Control-Allow-Methods", "GET, put"};
  const Header headers{"Access-Control-Allow-Headers", "X-Key, Content-Type"};
  EXPECT_THAT(warning(503, {origin, methods, headers}), testing::HasSubstr("a 503 and no 2xx"));
  EXPECT_THAT(warning(200, {{"Access-Control-Allow-Origin", "http://a"}}),
              testing::HasSubstr("Allow-Origin is http://a"));
  EXPECT_THAT(warning(200, {origin, headers}), testing::HasSubstr("doesn't name PUT"));
  EXPECT_THAT(warning(200, {origin, methods, {"Access-Control-Allow-Headers", "x-key"}}),
              testing::HasSubstr("doesn't name content-type"));
  EXPECT_EQ(warning(204, {origin, methods, headers}), "");
}

TEST(Preflight, WarnsOfNothingElse) {
  EXPECT_EQ(warning(0, {}), "");
  EXPECT_EQ(warning(200, {}, "OPTIONS / HTTP/1.1\r\n\r\n"), "");
  EXPECT_EQ(warning(200, {}, "POST / HTTP/1.1\r\nOrigin: a\r\n\r\n"), "");
}

}  // namespace
}  // namespace hookline
