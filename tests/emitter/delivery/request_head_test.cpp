#include "emitter/delivery/request_head.h"

#include "emitter/delivery/delivery_mark.h"

#include <limits>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::StartsWith;

std::string head_for(std::string_view url, std::size_t body_bytes = 3, std::uint64_t id = 7,
                     std::string_view run = "abc") {
  std::string head = "left over from the request before";
  RequestHead(Url::parse(url), "Hookline", run).write(head, body_bytes, id);
  return head;
}

TEST(RequestHead, IsPatchedWithLengthAndNumber) {
  EXPECT_EQ(head_for("http://localhost:8080/a?b=c", 12345, 678),
            "POST /a?b=c HTTP/1.1\r\n"
            "Host: localhost:8080\r\n"
            "User-Agent: Hookline\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            "Content-Length: 12345\r\n"
            "Hookline-Delivery: abc-678\r\n"
            "\r\n");
}

TEST(RequestHead, EndsAUserWithoutPasswordWithAColon) {
  EXPECT_THAT(head_for("http://user@localhost/"), HasSubstr("Basic dXNlcjo=\r\n"));
  EXPECT_THAT(head_for("http://user:@localhost/"), HasSubstr("Basic dXNlcjo=\r\n"));
  EXPECT_THAT(head_for("http://us%C3%A9r@localhost/"), HasSubstr("Basic dXPDqXI6\r\n"));
  EXPECT_THAT(head_for("http://:pass@localhost/"), HasSubstr("Basic OnBhc3M=\r\n"));
}

TEST(RequestHead, TakesTheLargestNumbers) {
  const auto most = std::numeric_limits<std::uint64_t>::max();
  EXPECT_THAT(head_for("http://localhost/", most, most),
              HasSubstr("Content-Length: 18446744073709551615\r\n"
                        "Hookline-Delivery: abc-18446744073709551615\r\n"));
}

TEST(RequestHead, LeavesTheSchemesOwnPortOut) {
  EXPECT_THAT(head_for("https://localhost:443/"), HasSubstr("\r\nHost: localhost\r\n"));
  EXPECT_THAT(head_for("http://[::1]/"), HasSubstr("\r\nHost: [::1]\r\n"));
}

TEST(RequestHead, SendsASlashForNoPathAndNoFragment) {
  EXPECT_THAT(head_for("http://localhost?a=1#b"), StartsWith("POST /?a=1 HTTP/1.1\r\n"));
}

TEST(RequestHead, EncodesUserInfoOfAnyLength) {
  const std::pair<const char*, const char*> cases[] = {{"a", "YTo="},
                                                       {"a:", "YTo="},
                                                       {"a:b", "YTpi"},
                                                       {"a:bc", "YTpiYw=="},
                                                       {"%FF%FE:~", "//46fg=="}};
  for (const auto& [info, encoded] : cases) {
    EXPECT_THAT(head_for(fmt::format("http://{}@localhost/", info)),
                EndsWith(fmt::format("\r\nAuthorization: Basic {}\r\n\r\n", encoded)));
  }
}

TEST(RunId, IsTwelveHexDigitsAndNew) {
  EXPECT_THAT(new_run_id(), MatchesRegex("[0-9a-f]{12}"));
  EXPECT_NE(new_run_id(), new_run_id());
}

TEST(RunId, MarksADeliveryAsTheHeaderDoes) {
  for (const char* run : {"", "0123456789ab"}) {
    EXPECT_THAT(head_for("http://localhost/", 0, 42, run),
                HasSubstr("Hookline-Delivery: " + DeliveryMark{run, 42}.text() + "\r\n"));
  }
}

}  // namespace
}  // namespace hookline
