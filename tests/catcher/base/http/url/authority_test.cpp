#include "catcher/base/http/url/authority.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

struct Read {
  std::string host;
  std::string problem;
};

Read read(const std::string& target, const std::string& lines, const std::string& method = "GET") {
  const std::string head = method + " " + target + " HTTP/1.1\r\n" + lines + "\r\n";
  const Authority authority = authority_of(method, target, head);
  return {std::string(authority.host), authority.problem};
}

TEST(Authority, IsTheHostHeaderOfAPlainTarget) {
  for (const char* host : {"a", "a.example:8080", "[::1]:80", "127.0.0.1", "a.example.", "x:"}) {
    const Read authority = read("/", std::string("hOST: ") + host + "\r\n");
    EXPECT_EQ(authority.host, host);
    EXPECT_THAT(authority.problem, IsEmpty());
  }
}

TEST(Authority, IsTheTargetsWhereThatIsAWholeUrl) {
  for (const char* target : {"http://shop.localhost:1/x", "https://shop.localhost:1?x",
                             "HTTP://user:pw@shop.localhost:1", "http://shop.localhost:1#x/y"}) {
    const Read authority = read(target, "Host: other\r\n");
    EXPECT_EQ(authority.host, "shop.localhost:1") << target;
    EXPECT_THAT(authority.problem, HasSubstr("the target counts"));
  }
  EXPECT_THAT(read("http://a.example/", "Host: A.example\r\n").problem, IsEmpty());
  EXPECT_EQ(read("a.example:443", "Host: b\r\n", "CONNECT").host, "a.example:443");
}

TEST(Authority, IsNoneWhereItIsNotOneHost) {
  for (const char* host : {"a, b", "a,b", "http://a.localhost", "a b", "", "a.localhost/x",
                           "a@b.localhost", "[::1", "a:b", "a:80:80", ".:x", "*"}) {
    const Read authority = read("/", std::string("Host: ") + host + "\r\n");
    EXPECT_THAT(authority.host, IsEmpty()) << host;
    EXPECT_THAT(authority.problem, HasSubstr("Host")) << host;
  }
  EXPECT_THAT(read("http:///x", "Host: a\r\n").host, IsEmpty());
}

TEST(Authority, SaysWhereThereIsNoHostOrThereAreSeveral) {
  EXPECT_THAT(read("/", "").problem, HasSubstr("no Host header"));
  EXPECT_THAT(read("/", "Host: a\r\nHost: b\r\n").problem, HasSubstr("they differ"));
  EXPECT_THAT(read("/", "Host: a\r\nHost: b\r\n").host, IsEmpty());
  EXPECT_THAT(read("/", "Host: a\r\nhost: A\r\n").problem, HasSubstr("2 Host headers"));
  EXPECT_THAT(authority_of("GET", "/", "GET / HTTP/1.0\r\n\r\n").problem, IsEmpty());
}

TEST(NameInAuthority, LeavesOutPortBracketsAndTheFinalDot) {
  EXPECT_EQ(name_in_authority("a.example:80"), "a.example");
  EXPECT_EQ(name_in_authority("a.example."), "a.example");
  EXPECT_EQ(name_in_authority("a.example.:80"), "a.example");
  EXPECT_EQ(name_in_authority("[::1]:80"), "::1");
  EXPECT_EQ(name_in_authority(""), "");
}

}  // namespace
}  // namespace hookline
