#include "catcher/base/signing/signer.h"

#include <stdexcept>
#include <string>
#include <vector>

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

// As senders do while a receiver changes its key: the new one's signature first.
TEST(Signer, SignsUnderSeveralKeysAtOnce) {
  SigningKey key = key_of(SignatureScheme::kStandardWebhooks, "whsec_YWJjZA==");
  const auto first = sign(key, "msg_1", 1614265330, "a").back().value;
  key.secret = "whsec_ZWZnaA==";
  const auto second = sign(key, "msg_1", 1614265330, "a").back().value;
  key = key_of(SignatureScheme::kStandardWebhooks, "");
  add_secrets(key, "whsec_YWJjZA== \n whsec_ZWZnaA==\n");
  EXPECT_EQ(sign(key, "msg_1", 1614265330, "a").back(),
            (Header{"webhook-signature", first + " " + second}));

  SigningKey stripe = key_of(SignatureScheme::kStripe, "");
  add_secrets(stripe, "whsec_a");
  add_secrets(stripe, "whsec_b");
  const auto alone = [](const char* secret) {
    return sign(key_of(SignatureScheme::kStripe, secret), "", 7, "a").front().value.substr(4);
  };
  EXPECT_EQ(sign(stripe, "", 7, "a").front().value,
            "t=7," + alone("whsec_a") + "," + alone("whsec_b"));
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

TEST(SigningKey, IsTakenAsSettingsPagesAndEditorsShowIt) {
  for (const char* shown : {"v1,whsec_YWJjZA==", " whsec_YWJjZA== ", "\"whsec_YWJjZA==\"",
                            "'v1,whsec_YWJjZA=='", "`YWJjZA==`\n", "\xef\xbb\xbfwhsec_YWJjZA==\r\n",
                            "\u201cwhsec_YWJjZA==\u201d", "\t\" whsec_YWJjZA \"\t"}) {
    EXPECT_EQ(hmac_key_of(key_of(SignatureScheme::kStandardWebhooks, shown)), "abcd") << shown;
  }
  EXPECT_EQ(hmac_key_of(key_of(SignatureScheme::kStripe, " 'whsec_abc'\n")), "whsec_abc");
}

TEST(SigningKey, IsNamedWhereWhatStandsAroundItMayBeMeant) {
  const auto refusal = [](SignatureScheme scheme, std::string_view text) -> std::string {
    SigningKey key = key_of(scheme, "");
    try {
      add_secrets(key, text);
    } catch (const std::invalid_argument& error) {
      return error.what();
    }
    return "";
  };
  for (const SignatureScheme scheme : {SignatureScheme::kGitHub, SignatureScheme::kHmacSha256}) {
    EXPECT_THAT(refusal(scheme, "\"hush\""), HasSubstr("quotation marks"));
    EXPECT_THAT(refusal(scheme, "'hush'"), HasSubstr("quotation marks"));
    EXPECT_THAT(refusal(scheme, "hush "), HasSubstr("a blank"));
    EXPECT_THAT(refusal(scheme, "\nhush"), HasSubstr("a blank"));
    EXPECT_THAT(refusal(scheme, "\xef\xbb\xbfhush"), HasSubstr("byte order mark"));
    EXPECT_EQ(refusal(scheme, "say \"hush\" now"), "");
  }
  EXPECT_EQ(refusal_of(key_of(SignatureScheme::kStripe, "\"\"")), "the key is empty");
}

TEST(SigningKey, IsOneWhereARequestCarriesOneSignature) {
  SigningKey key = key_of(SignatureScheme::kGitHub, "");
  add_secrets(key, "two words\nand lines");
  EXPECT_EQ(key.secret, "two words\nand lines") << "any bytes may be one";
  EXPECT_THROW(add_secrets(key, "another"), std::invalid_argument);
  SigningKey wrong = key_of(SignatureScheme::kStandardWebhooks, "");
  add_secrets(wrong, "whsec_YWJjZA== whsec_!");
  EXPECT_THAT(refusal_of(wrong), HasSubstr("that is base64"));
}

TEST(SigningKey, IsRefusedWhereItWasBrokenInTwo) {
  SigningKey with_blank = key_of(SignatureScheme::kStandardWebhooks, "");
  add_secrets(with_blank, "whsec_YWJj ZA==");
  EXPECT_THAT(refusal_of(with_blank), HasSubstr("that is base64")) << "a blank makes no second key";
  SigningKey with_line_end = key_of(SignatureScheme::kStandardWebhooks, "");
  EXPECT_THROW(add_secrets(with_line_end, "whsec_YWJj\nZA=="), std::invalid_argument);
  SigningKey plain = key_of(SignatureScheme::kStandardWebhooks, "");
  add_secrets(plain, "YWJjZA==\nZWZnaA==\r\n");
  EXPECT_EQ(hmac_keys_of(plain), (std::vector<std::string>{"abcd", "efgh"}));
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
