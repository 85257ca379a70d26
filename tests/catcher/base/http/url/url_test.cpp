#include "catcher/base/http/url/url.h"

#include <gtest/gtest.h>

namespace hookline {
namespace {

std::size_t position_of_error(std::string_view text) {
  try {
    Url::parse(text);
  } catch (const UrlError& error) {
    return error.position();
  }
  ADD_FAILURE() << text << " was taken";
  return std::string::npos;
}

TEST(Url, SplitsIntoItsParts) {
  const Url url = Url::parse("HTTP://User:p%40ss@Example.COM:8080/a%2Fb?x[1]=2&y#part");
  EXPECT_FALSE(url.is_https());
  EXPECT_EQ(url.host(), "example.com");
  EXPECT_EQ(url.port(), 8080);
  EXPECT_EQ(url.target(), "/a%2Fb?x[1]=2&y");
  EXPECT_EQ(url.user_info(), "User:p%40ss");
  EXPECT_EQ(url.host_header(), "example.com:8080");
  EXPECT_EQ(url.origin(), "http://example.com:8080");
}

TEST(Url, KnowsTheSchemesPorts) {
  EXPECT_EQ(Url::parse("http://a").port(), 80);
  EXPECT_EQ(Url::parse("https://a").port(), 443);
  EXPECT_EQ(Url::parse("https://a:443/").host_header(), "a");
  EXPECT_EQ(Url::parse("http://a:443/").host_header(), "a:443");
}

TEST(Url, GivesATargetWhereNoneIsWritten) {
  EXPECT_EQ(Url::parse("http://a").target(), "/");
  EXPECT_EQ(Url::parse("http://a?x=1").target(), "/?x=1");
  EXPECT_EQ(Url::parse("http://a#x").target(), "/");
}

TEST(Url, TakesIpv6InBrackets) {
  const Url url = Url::parse("http://[::1]:81/x");
  EXPECT_EQ(url.host(), "::1");
  EXPECT_EQ(url.port(), 81);
  EXPECT_EQ(url.host_header(), "[::1]:81");
}

TEST(Url, WritesHostsBeyondAsciiInPunycode) {
  const Url url = Url::parse("http://Bücher.example:81/a?b=c");
  EXPECT_EQ(url.host(), "xn--bcher-kva.example");
  EXPECT_EQ(url.host_header(), "xn--bcher-kva.example:81");
  EXPECT_EQ(url.text(), "http://xn--bcher-kva.example:81/a?b=c");
  EXPECT_EQ(Url::parse("https://straße.example").host(), "xn--strae-oqa.example");
  EXPECT_EQ(Url::parse("http://user:x@例え.jp").host(), "xn--r8jz45g.jp");
  EXPECT_EQ(Url::parse("http://bu\u0308cher.example").host(), "xn--bcher-kva.example");
  EXPECT_EQ(Url::parse("http://ｌｏｃａｌｈｏｓｔ").host(), "localhost");
}

TEST(Url, RefusesHostsThatCannotBeNames) {
  EXPECT_EQ(position_of_error("http://b\xfc"
                              "cher.example/"),
            7u)
      << "Latin-1";
  EXPECT_EQ(position_of_error("http://a\u200f.example/"), 7u);
  EXPECT_EQ(position_of_error("http://ü@a/"), 7u) << "the user is no host";
}

TEST(Url, RefusesWhatCannotBeSentAndSaysWhere) {
  EXPECT_EQ(position_of_error("http://a/b c"), 10u);
  EXPECT_EQ(position_of_error("http://a/\r\nX: y"), 9u);
  EXPECT_EQ(position_of_error(std::string_view("http://a/\0", 10)), 9u);
  EXPECT_EQ(position_of_error("http://a/\xc3\xa4"), 9u);
}

TEST(Url, RefusesWhatIsNoHttpUrl) {
  for (const char* text : {"", "a", "ftp://a", "http:/a", "//a/b", "http://", "http:///x",
                           "http://:80/", "http://[::1/", "http://[::1]x/", "http://a|b/"}) {
    EXPECT_THROW(Url::parse(text), UrlError) << text;
  }
}

TEST(Url, RefusesPortsThatAreNone) {
  for (const char* text : {"http://a:0/", "http://a:65536/", "http://a:8o/", "http://a:-1/"}) {
    EXPECT_EQ(position_of_error(text), 9u) << text;
  }
  EXPECT_EQ(Url::parse("http://a:/x").port(), 80);
}

TEST(Url, PlacesAFaultBehindUmlautsWhereItWasWritten) {
  EXPECT_EQ(position_of_error("http://bücher.example:x/"), 23u);
  EXPECT_EQ(position_of_error("http://bücher.example/a b"), 24u);
  EXPECT_EQ(position_of_error("http://例え.jp/ü"), 17u);
  EXPECT_EQ(position_of_error("p://00000\xd0\xbb//0\x96].],"), 14u);
}

TEST(Url, RefusesSignsInAHostThatHasUmlauts) {
  // The last ones are wide forms of a slash, a question mark, a number sign and an at.
  for (const char* host : {"\rü", "b ü", "ü\x7f", "a／ü", "a？ü", "a＃ü", "a＠ü"})
    EXPECT_LT(position_of_error(std::string("http://") + host + "/"), 20u) << host;
}

TEST(Url, RefusesAddressesInOtherDigitsThanAscii) {
  // Full-width digits, an ideographic dot, superscripts: the mapping of names would make addresses
  // of them.
  for (const char* host : {"１２７.０.０.１", "127。0。0。1", "１６９.254.169.254", "¹²⁷.0.0.1"}) {
    EXPECT_EQ(position_of_error(std::string("http://") + host + "/"), 7u) << host;
  }
  EXPECT_EQ(Url::parse("http://bücher.example/").host(), "xn--bcher-kva.example");
}

}  // namespace
}  // namespace hookline
