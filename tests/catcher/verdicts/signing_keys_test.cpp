#include "catcher/verdicts/signing_keys.h"

#include "catcher/base/http/bodies/form.h"
#include "catcher/base/process/failure.h"
#include "catcher/base/signing/signer.h"
#include "tests/support/made_capture.h"

#include <stdexcept>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Json = nlohmann::json;

/// Received at 1709117141 (capture_of).
Capture signed_capture(const SigningKey& key, std::int64_t timestamp_s, const std::string& target,
                       const std::string& body) {
  std::string raw = "POST " + target + " HTTP/1.1\r\n";
  for (const Header& header : sign(key, "msg_1", timestamp_s, body)) {
    raw += header.name + ": " + header.value + "\r\n";
  }
  return capture_of(raw + "\r\n" + body);
}

SigningRules rules_of(std::string_view json) {
  return parse_signing_rules(json, {});
}

std::string refusal_of(std::string_view json, const SigningRules& known = {}) {
  try {
    parse_signing_rules(json, known);
  } catch (const Failure& error) {
    return error.what();
  }
  return "";
}

TEST(SigningRules, AreReadWithAllTheirParts) {
  const auto rules = rules_of(R"([
      {"scheme": "stripe", "key": "whsec_abc", "tolerance": "10m"},
      {"scheme": "hmac-sha256", "key": "k", "header": "X-Mac", "encoding": "base64",
       "prefix": "v1=", "match": {"path": "/hooks/*", "header.X-A": "b"}}])");
  ASSERT_EQ(rules.size(), 2u);
  EXPECT_EQ(rules[0].key.scheme, SignatureScheme::kStripe);
  EXPECT_EQ(rules[0].tolerance_s, 600);
  EXPECT_EQ(rules[1].tolerance_s, 300);
  EXPECT_EQ(rules[1].key, (SigningKey{SignatureScheme::kHmacSha256, "k", "X-Mac",
                                      DigestEncoding::kBase64, "v1="}));
  EXPECT_EQ(rules[1].match, CaptureFilter(FormFields{{"path", "/hooks/*"}, {"header.X-A", "b"}}));
}

TEST(SigningRules, NeverShowAKeyAgain) {
  SigningKeys keys;
  keys.set(rules_of(R"([{"scheme": "stripe", "key": "whsec_0123456789abcdef"},
                        {"scheme": "github", "key": "short"},
                        {"scheme": "github", "key": "abc"}])"));
  const auto json = Json::parse(signing_rules_json(*keys.rules()));
  EXPECT_EQ(json[0], Json::parse(R"({"id": 1, "scheme": "stripe", "key_ends": "cdef",
                                     "tolerance": "5m", "match": {}})"));
  EXPECT_EQ(json[1]["key_ends"], "t");
  EXPECT_EQ(json[2]["key_ends"], "");
}

TEST(SigningRules, KeepTheKeyOfAnEntryThatComesBackWithItsId) {
  SigningKeys keys;
  keys.set(
      rules_of(R"([{"scheme": "stripe", "key": "secret"}, {"scheme": "github", "key": "b"}])"));
  auto shown = Json::parse(signing_rules_json(*keys.rules()));
  shown[0]["tolerance"] = "1h";
  shown.erase(1);
  shown.push_back({{"scheme", "github"}, {"key", "new"}});
  keys.set(parse_signing_rules(shown.dump(), *keys.rules()));
  const auto rules = keys.rules();
  ASSERT_EQ(rules->size(), 2u);
  EXPECT_EQ(rules->at(0).key.secret, "secret");
  EXPECT_EQ(rules->at(0).tolerance_s, 3600);
  EXPECT_EQ(rules->at(1).key.secret, "new");
  EXPECT_EQ(rules->at(1).id, 3);
}

TEST(SigningRules, RefuseWhatMakesNoSenseWithItsPlace) {
  EXPECT_THAT(refusal_of("{"), StartsWith("line 1, column 2: not valid JSON"));
  EXPECT_THAT(refusal_of("{}"), StartsWith("the body: must be an array, not an object"));
  EXPECT_THAT(refusal_of("[3]"), StartsWith("/0: must be an object, not an integer"));
  EXPECT_THAT(refusal_of(R"([{"key": "k"}])"), StartsWith("/0: the key \"scheme\" is missing"));
  EXPECT_THAT(refusal_of(R"([{"scheme": "github"}])"),
              StartsWith("/0: the key \"key\" is missing"));
  EXPECT_THAT(refusal_of(R"([{"scheme": "sha1", "key": "k"}])"),
              StartsWith("/0/scheme: \"sha1\" is no scheme"));
  EXPECT_THAT(refusal_of(R"([{"scheme": "github", "key": 3}])"),
              StartsWith("/0/key: must be a text, not an integer"));
  EXPECT_THAT(refusal_of(R"([{"scheme": "github", "key": ""}])"), HasSubstr("empty"));
  EXPECT_THAT(refusal_of(R"([{"scheme": "github", "key": "k", "header": "X"}])"),
              StartsWith("/0/header: is for hmac-sha256 alone"));
  EXPECT_THAT(refusal_of(R"([{"scheme": "github", "key": "k", "tolerance": "5"}])"),
              StartsWith("/0/tolerance: "));
  EXPECT_THAT(refusal_of(R"([{"scheme": "github", "key": "k", "tolerance": 5}])"),
              StartsWith("/0/tolerance: must be a duration"));
  EXPECT_THAT(refusal_of(R"([{"scheme": "github", "key": "k", "match": {"pth": "/"}}])"),
              StartsWith("/0/match/pth: unknown filter \"pth\""));
  EXPECT_THAT(refusal_of(R"([{"scheme": "github", "key": "k", "colour": 1}])"),
              StartsWith("/0/colour: the key \"colour\" is not known here"));
  EXPECT_THAT(refusal_of(R"([{"scheme": "github", "id": 7}])"), StartsWith("/0/id: there is no"));
  EXPECT_THAT(refusal_of(R"([{"scheme": "hmac-sha256", "key": "k", "header": "a b"}])"),
              HasSubstr("header name"));
  EXPECT_THAT(refusal_of(R"([{"scheme": "hmac-sha256", "key": "k", "encoding": "hax"}])"),
              StartsWith("/0/encoding"));
}

TEST(SigningRules, QuoteNoKeyWhereTheyAreNotJson) {
  EXPECT_THAT(refusal_of(R"([{"scheme": "github", "key": topsecret}])"),
              Not(HasSubstr("topsecret")));
}

TEST(SigningKeys, SayNothingWhereThereIsNoKeyForTheCapture) {
  SigningKeys keys;
  EXPECT_FALSE(keys.judge(capture_of("POST / HTTP/1.1\r\n\r\n")));
  keys.set(rules_of(R"([{"scheme": "github", "key": "k", "match": {"path": "/github"}}])"));
  EXPECT_FALSE(keys.judge(capture_of("POST /other HTTP/1.1\r\n\r\n")));
  EXPECT_TRUE(keys.judge(capture_of("POST /github HTTP/1.1\r\n\r\n")));
}

TEST(SigningKeys, TellTheBestOfSeveral) {
  SigningKeys keys;
  keys.set(rules_of(R"([{"scheme": "stripe", "key": "a"}, {"scheme": "github", "key": "old"},
                        {"scheme": "github", "key": "new"}])"));
  const auto capture =
      signed_capture({.scheme = SignatureScheme::kGitHub, .secret = "new"}, 0, "/", "body");
  const auto check = keys.judge(capture);
  ASSERT_TRUE(check);
  EXPECT_EQ(check->verdict, Verdict::kValid);
  EXPECT_EQ(check->scheme, SignatureScheme::kGitHub);
  EXPECT_EQ(keys.key_for(capture)->secret, "new");
}

TEST(SigningKeys, JudgeTheTimeByTheArrivalNotByNow) {
  SigningKeys keys;
  keys.set(rules_of(R"([{"scheme": "stripe", "key": "a", "tolerance": "1m"}])"));
  const SigningKey key{.scheme = SignatureScheme::kStripe, .secret = "a"};
  EXPECT_EQ(keys.judge(signed_capture(key, 1709117100, "/", "b"))->verdict, Verdict::kValid);
  EXPECT_EQ(keys.judge(signed_capture(key, 1709117000, "/", "b"))->verdict, Verdict::kStale);
}

TEST(SigningKeys, JudgeTheBodyWithoutItsChunksButStillPacked) {
  SigningKeys keys;
  keys.set(rules_of(R"([{"scheme": "github", "key": "It's a Secret to Everybody"}])"));
  Capture capture = capture_of(
      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nX-Hub-Signature-256: "
      "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17\r\n\r\n"
      "7\r\nHello, \r\n6\r\nWorld!\r\n0\r\n\r\n");
  capture.body_bytes = 13;
  EXPECT_EQ(keys.judge(capture)->verdict, Verdict::kValid);
}

TEST(SigningKeys, TellOfTheSchemeWhoseHeadersAreThereInPart) {
  SigningKeys keys;
  keys.set(rules_of(R"([{"scheme": "stripe", "key": "whsec_abc"}, {"scheme": "github", "key": "k"},
                        {"scheme": "standard-webhooks", "key": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz"}])"));
  const auto reason_of = [&](const std::string& headers) {
    const auto check = keys.judge(capture_of("POST / HTTP/1.1\r\n" + headers + "\r\n"));
    EXPECT_EQ(check->verdict, Verdict::kMissing);
    return check->reason;
  };
  EXPECT_THAT(reason_of("webhook-id: 1\r\nwebhook-signature: v1,abc\r\n"),
              HasSubstr("no webhook-timestamp header"));
  EXPECT_THAT(reason_of("webhook-id: 1\r\n"), HasSubstr("no webhook-signature header"));
  EXPECT_THAT(reason_of("X-Hub-Signature: sha1=ab\r\n"), HasSubstr("the SHA-1 of old"));
  EXPECT_THAT(reason_of(""), HasSubstr("no Stripe-Signature header"));
}

TEST(SigningKeys, SayNothingOfABodyThatIsNotWhole) {
  SigningKeys keys;
  keys.set(rules_of(R"([{"scheme": "github", "key": "k"}])"));
  Capture capture = capture_of("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nab");
  capture.body_bytes = 5;
  EXPECT_FALSE(keys.judge(capture));
  capture.body_bytes = 2;
  EXPECT_TRUE(keys.judge(capture));
  capture.complete = false;
  EXPECT_FALSE(keys.judge(capture));
}

}  // namespace
}  // namespace hookline
