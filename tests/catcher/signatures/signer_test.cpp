#include "catcher/signatures/signer.h"

#include <stdexcept>

#include <gmock/gmock.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

SigningKey key_of(SignatureScheme scheme, std::string secret) {
  return {.scheme = scheme, .secret = std::move(secret)};
}

TEST(Signer, SignsTheExampleOfStandardWebhooks) {
  const auto key =
      key_of(SignatureScheme::kStandardWebhooks, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  EXPECT_THAT(
      sign(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, R"({"test": 2432232314})"),
      ElementsAre(Header{"webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"},
                  Header{"webhook-timestamp", "1614265330"},
                  Header{"webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}));
}

TEST(Signer, SignsTheExampleOfGitHub) {
  const auto key = key_of(SignatureScheme::kGitHub, "It's a Secret to Everybody");
  EXPECT_THAT(sign(key, "", 0, "Hello, World!"),
              ElementsAre(Header{
                  "X-Hub-Signature-256",
                  "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"}));
}

// Computed with Python's hmac module by Stripe's description: HMAC-SHA256 of "TIME.BODY" under the
// secret's text.
TEST(Signer, SignsTimeAndBodyAsStripeDoes) {
  const auto key = key_of(SignatureScheme::kStripe, "whsec_test_secret");
  EXPECT_THAT(
      sign(key, "", 1492774577, R"({"id":"evt_1"})"),
      ElementsAre(Header{
          "Stripe-Signature",
          "t=1492774577,v1=799c4ba7bb339f3c8601adfd112f0e477c930a268be1243d341abb8286501c2f"}));
}

// As Shopify signs; computed with Python's hmac module.
TEST(Signer, SignsTheBodyInBase64InANamedHeader) {
  SigningKey key = key_of(SignatureScheme::kHmacSha256, "hush");
  key.header = "X-Shopify-Hmac-Sha256";
  key.encoding = DigestEncoding::kBase64;
  EXPECT_THAT(
      sign(key, "", 0, R"({"id":820982911946154508})"),
      ElementsAre(Header{"X-Shopify-Hmac-Sha256", "qBvrsZF7RfB1iS6BX6IHqJTp5L911P7intnPeTPsH0I="}));
}

TEST(Signer, PutsThePrefixBeforeTheDigest) {
  SigningKey key = key_of(SignatureScheme::kHmacSha256, "It's a Secret to Everybody");
  key.prefix = "v0=";
  EXPECT_THAT(
      sign(key, "", 0, "Hello, World!"),
      ElementsAre(Header{"X-Signature",
                         "v0=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"}));
}

TEST(Signer, GivesTheSameForEachMessageHoweverManyWereSignedBefore) {
  const auto key = key_of(SignatureScheme::kGitHub, "It's a Secret to Everybody");
  Signer signer(key);
  signer.sign("", 0, "something else");
  EXPECT_EQ(signer.sign("", 0, "Hello, World!"), sign(key, "", 0, "Hello, World!"));
}

TEST(Signer, SignsBodiesOfAnyBytesAndNone) {
  const auto key = key_of(SignatureScheme::kGitHub, "k");
  const std::string bytes("\0\xff\r\n\0", 5);
  EXPECT_NE(sign(key, "", 0, bytes), sign(key, "", 0, bytes.substr(0, 4)));
  EXPECT_EQ(sign(key, "", 0, "").front().value, sign(key, "", 0, std::string_view()).front().value);
}

TEST(Signer, RefusesAnIdThatWouldReadAsMoreThanOnePart) {
  const auto key = key_of(SignatureScheme::kStandardWebhooks, "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  EXPECT_THROW(sign(key, "msg.1", 0, ""), std::invalid_argument);
  EXPECT_THROW(sign(key, "", 0, ""), std::invalid_argument);
  EXPECT_THROW(sign(key, "a\r\nb", 0, ""), std::invalid_argument);
}

std::string refusal_of(const SigningKey& key) {
  try {
    check_signing_key(key);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "";
}

TEST(SigningKey, IsRefusedWithASentenceThatDoesNotShowIt) {
  const auto wrong = key_of(SignatureScheme::kStandardWebhooks, "whsec_not base64!");
  EXPECT_THAT(refusal_of(wrong), HasSubstr("that is base64"));
  EXPECT_THAT(refusal_of(wrong), testing::Not(HasSubstr("not base64!")));
  EXPECT_THAT(refusal_of(key_of(SignatureScheme::kStandardWebhooks, "whpk_abcd")),
              HasSubstr("Ed25519"));
  EXPECT_EQ(refusal_of(key_of(SignatureScheme::kStripe, "")), "the key is empty");
}

TEST(SigningKey, MayHaveLostItsPadding) {
  EXPECT_EQ(hmac_key_of(key_of(SignatureScheme::kStandardWebhooks, "whsec_YWJjZA")), "abcd");
}

TEST(SigningKey, IsTheSecretsTextWhereNothingIsEncoded) {
  EXPECT_EQ(hmac_key_of(key_of(SignatureScheme::kStripe, "whsec_YWJjZA==")), "whsec_YWJjZA==");
}

TEST(SigningKey, NeedsAHeaderThatCanBeSent) {
  SigningKey key = key_of(SignatureScheme::kHmacSha256, "k");
  EXPECT_EQ(refusal_of(key), "");
  key.header = "X Signature";
  EXPECT_THAT(refusal_of(key), HasSubstr("header name"));
  key.header = "X-Signature";
  key.prefix = "a\r\nEvil: b";
  EXPECT_THAT(refusal_of(key), HasSubstr("value of header"));
}

TEST(SignatureScheme, IsKnownByItsName) {
  for (const char* name : {"standard-webhooks", "stripe", "github", "hmac-sha256"}) {
    ASSERT_TRUE(scheme_named(name)) << name;
    EXPECT_EQ(name_of(*scheme_named(name)), name);
  }
  EXPECT_FALSE(scheme_named("sha1"));
}

}  // namespace
}  // namespace hookline
