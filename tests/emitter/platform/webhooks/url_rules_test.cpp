#include "emitter/platform/webhooks/url_rules.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::HasSubstr;

/// The sentence with which the URL is refused; empty when it isn't.
std::string refusal_of(std::string_view text) {
  try {
    parse_webhook_url(text);
    return "";
  } catch (const UrlError& error) {
    return error.what();
  }
}

std::size_t position_of_refusal(std::string_view text) {
  try {
    parse_webhook_url(text);
  } catch (const UrlError& error) {
    return error.position();
  }
  return std::string::npos;
}

TEST(UrlRules, AcceptsEveryCharacterTheVendorAllows) {
  const std::string url = "http://127.0.0.1:8080/azAZ09$-_.+!*'(),/p;v=1?q=1&r=a:b@c;d&e=%20%C3%a9";
  EXPECT_EQ(parse_webhook_url(url).text(), url);
}

TEST(UrlRules, AcceptsUserInfoAndIpv6Hosts) {
  EXPECT_EQ(parse_webhook_url("http://user:pa%40ss@localhost/x").user_info(), "user:pa%40ss");
  EXPECT_EQ(parse_webhook_url("http://[::1]:8080/x").host(), "::1");
  EXPECT_EQ(parse_webhook_url("http://u@[::ffff:127.0.0.1]").host(), "::ffff:127.0.0.1");
}

TEST(UrlRules, NamesThePunycodeOfAHostWithUmlauts) {
  EXPECT_THAT(refusal_of("http://bücher.example/x"),
              HasSubstr("the host bücher.example at position 8 has letters beyond ASCII; write it "
                        "as xn--bcher-kva.example"));
  EXPECT_THAT(refusal_of("http://b\xfc"
                         "cher.example/x"),
              HasSubstr("write it in punycode"));
}

TEST(UrlRules, JudgesEveryByteOfAPathAlike) {
  const std::string allowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789$-_.+!*'(),:/?=&;@";
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    const std::string url = std::string("http://localhost/a") + c + "b";
    const bool fine = c != '\0' && allowed.find(c) != std::string::npos;
    EXPECT_EQ(position_of_refusal(url), fine ? std::string::npos : 18) << "byte " << byte;
  }
}

TEST(UrlRules, NamesTheCharacterAndItsPositionFromOne) {
  EXPECT_EQ(refusal_of("http://localhost/a~b"),
            "'~' at position 19 is not allowed in a webhook's URL; write it as %7E");
  EXPECT_EQ(position_of_refusal("http://localhost/a~b"), 18U);
  EXPECT_THAT(refusal_of("http://localhost/a b"), HasSubstr("a space at position 19"));
  EXPECT_THAT(refusal_of("http://localhost/\xc3\xa9"), HasSubstr("byte 0xc3 at position 18"));
  EXPECT_THAT(refusal_of("http://localhost/\xc3\xa9"), HasSubstr("%C3"));
}

TEST(UrlRules, NamesTheFirstOffenderWhereverItStands) {
  EXPECT_EQ(position_of_refusal("ht^tp://localhost/|"), 2U);
  EXPECT_EQ(position_of_refusal("http://us{er@localhost/|"), 9U);
  EXPECT_EQ(position_of_refusal("http://local|host/^"), 12U);
  EXPECT_EQ(position_of_refusal("http://localhost:80`/^"), 19U);
  EXPECT_EQ(position_of_refusal("http://localhost?a=^"), 19U);
}

TEST(UrlRules, RefusesAPercentWithoutTwoHexDigits) {
  for (const char* bad : {"http://h/%", "http://h/%4", "http://h/%zz", "http://h/%4g?x=1"}) {
    EXPECT_THAT(refusal_of(bad), HasSubstr("'%' at position 10")) << bad;
    EXPECT_THAT(refusal_of(bad), HasSubstr("two hexadecimal digits")) << bad;
  }
}

TEST(UrlRules, RefusesBracketsOutsideAnIpv6Host) {
  EXPECT_EQ(position_of_refusal("http://localhost/a[0]"), 18U);
  EXPECT_EQ(position_of_refusal("http://localhost/?a[]=1"), 19U);
  EXPECT_EQ(position_of_refusal("http://[local]/"), 8U);
  EXPECT_EQ(position_of_refusal("http://[fe80::1%25eth0]/"), 15U);
  EXPECT_EQ(position_of_refusal("http://lo[cal]/"), 9U);
  EXPECT_NE(refusal_of("http://[::1/"), "");
}

TEST(UrlRules, RefusesCharactersThatAreNoHost) {
  EXPECT_EQ(position_of_refusal("http://exa$mple/"), 10U);
  EXPECT_EQ(position_of_refusal("http://exa%41mple/"), 10U);
  EXPECT_EQ(refusal_of("http://my-host_1.example./"), "");
}

TEST(UrlRules, RefusesAFragment) {
  EXPECT_THAT(refusal_of("http://localhost/a#b"), HasSubstr("'#' at position 19"));
  EXPECT_THAT(refusal_of("http://localhost/a#b"), HasSubstr("fragment"));
}

TEST(UrlRules, TakesHttpsOnlyOnPort443) {
  EXPECT_EQ(parse_webhook_url("https://localhost/x").port(), 443);
  EXPECT_EQ(parse_webhook_url("https://localhost:443/x").port(), 443);
  EXPECT_EQ(
      refusal_of("https://localhost:8443/x"),
      "port 8443 at position 19 is not allowed in a webhook's URL; https is delivered only to "
      "port 443");
  EXPECT_EQ(position_of_refusal("https://u:p@[::1]:444/x"), 18U);
  EXPECT_EQ(parse_webhook_url("http://localhost:8443/x").port(), 8443);
}

TEST(UrlRules, RefusesAPlaceholderThatWasNotSubstituted) {
  EXPECT_THAT(refusal_of("{catcher}/zapier"), HasSubstr("'{' at position 1"));
}

TEST(UrlRules, RefusesWhatIsNoUrl) {
  for (const char* bad : {"", "localhost", "ftp://localhost/", "http://", "http:///x",
                          "http://:80/", "http://localhost:99999/", "http://localhost:/x:"}) {
    if (std::string_view(bad) == "http://localhost:/x:") {
      EXPECT_EQ(refusal_of(bad), "") << "an empty port is the scheme's own";
    } else {
      EXPECT_NE(refusal_of(bad), "") << bad;
    }
  }
}

TEST(UrlRules, TakesHttpsOnAnyPortWhereThatIsSaid) {
  EXPECT_EQ(parse_webhook_url("https://localhost:8443/x", HttpsPorts::kAny).port(), 8443);
  EXPECT_THROW(parse_webhook_url("https://localhost:8443/{x}", HttpsPorts::kAny), UrlError);
}

}  // namespace
}  // namespace hookline
