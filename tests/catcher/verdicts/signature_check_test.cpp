#include "catcher/verdicts/signature_check.h"

#include "catcher/base/signing/signer.h"
#include "tests/support/gzip.h"

#include <stdexcept>
#include <tuple>

#include <gmock/gmock.h>

namespace hookline {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr std::int64_t kNow = 1'614'265'330;
constexpr std::int64_t kTolerance = 300;
const SigningKey kStandard{.scheme = SignatureScheme::kStandardWebhooks,
                           .secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"};
const SigningKey kStripe{.scheme = SignatureScheme::kStripe, .secret = "whsec_test_secret"};
const SigningKey kGitHub{.scheme = SignatureScheme::kGitHub, .secret = "It's a Secret"};
const SigningKey kPlain{.scheme = SignatureScheme::kHmacSha256,
                        .secret = "hush",
                        .header = "X-Hmac",
                        .encoding = DigestEncoding::kBase64,
                        .prefix = "h="};

SignatureCheck check(const SigningKey& key, const Headers& headers, std::string_view body) {
  return verify(key, headers, body, kNow, kTolerance);
}

/// What is said when `sent` was signed and `got` arrived.
SignatureCheck check_change(std::string_view sent, std::string_view got, const Headers& more = {}) {
  Headers headers = sign(kGitHub, "", kNow, sent);
  headers.insert(headers.end(), more.begin(), more.end());
  return check(kGitHub, headers, got);
}

void replace_value(Headers& headers, std::string_view name, std::string value) {
  for (Header& header : headers) {
    if (equals_ignoring_case(header.name, name)) header.value = std::move(value);
  }
}

class EachScheme : public testing::TestWithParam<SigningKey> {};

TEST_P(EachScheme, IsValidWithItsOwnKey) {
  const std::string body("{\"a\":\"\xc3\xa9\"}\0", 12);
  const auto result = check(GetParam(), sign(GetParam(), "msg_1", kNow, body), body);
  EXPECT_EQ(result.verdict, Verdict::kValid) << result.reason;
  EXPECT_EQ(result.scheme, GetParam().scheme);
}

TEST_P(EachScheme, IsValidWithoutABody) {
  const auto result = check(GetParam(), sign(GetParam(), "msg_1", kNow, ""), "");
  if (GetParam().scheme == SignatureScheme::kGitHub) {
    EXPECT_EQ(result.verdict, Verdict::kMalformed);
    EXPECT_EQ(result.reason,
              "the signature matches, but GitHub's library refuses it: it takes no empty body");
  } else {
    EXPECT_EQ(result.verdict, Verdict::kValid);
  }
}

TEST_P(EachScheme, HasHeadersOfAnyCase) {
  Headers headers = sign(GetParam(), "msg_1", kNow, "body");
  for (Header& header : headers) {
    for (char& c : header.name) c = static_cast<char>(std::toupper(c));
  }
  EXPECT_EQ(check(GetParam(), headers, "body").verdict, Verdict::kValid);
}

TEST_P(EachScheme, DoesNotGuessBetweenAnotherKeyAndAnotherBody) {
  SigningKey other = GetParam();
  other.secret = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  const auto wrong_key = check(GetParam(), sign(other, "msg_1", kNow, "body"), "body");
  const auto changed = check(GetParam(), sign(GetParam(), "msg_1", kNow, "body"), "another");
  EXPECT_EQ(wrong_key.verdict, Verdict::kWrongKey);
  EXPECT_EQ(changed.verdict, Verdict::kWrongKey);
  EXPECT_EQ(wrong_key.reason, changed.reason);
  EXPECT_THAT(changed.reason, HasSubstr("another key, or the request was changed"));
}

TEST_P(EachScheme, IsMissingWithoutItsHeader) {
  const auto result = check(GetParam(), {{"Content-Type", "text/plain"}}, "body");
  EXPECT_EQ(result.verdict, Verdict::kMissing);
  EXPECT_THAT(result.reason, StartsWith("there is no "));
}

TEST_P(EachScheme, IsMalformedWhereItsHeaderHoldsSomethingElse) {
  for (const char* rubbish :
       {"", "?", "v1,", "t=,v1=", "sha256=", "v1,AAAA", "sha256=00", "h=zz"}) {
    Headers headers = sign(GetParam(), "msg_1", kNow, "body");
    headers.back().value = rubbish;
    EXPECT_EQ(check(GetParam(), headers, "body").verdict, Verdict::kMalformed) << rubbish;
  }
}

TEST_P(EachScheme, FindsALineFeedThatWasCutOff) {
  const auto result = check(GetParam(), sign(GetParam(), "msg_1", kNow, "body\n"), "body");
  EXPECT_EQ(result.verdict, Verdict::kAltered);
  EXPECT_EQ(result.reason, "the signature matches the body with a line feed after it");
}

INSTANTIATE_TEST_SUITE_P(Signatures, EachScheme,
                         testing::Values(kStandard, kStripe, kGitHub, kPlain));

class TimedScheme : public testing::TestWithParam<SigningKey> {};

TEST_P(TimedScheme, IsStaleBeyondTheToleranceInBothDirections) {
  for (const std::int64_t age : {-kTolerance, std::int64_t{0}, kTolerance}) {
    EXPECT_EQ(check(GetParam(), sign(GetParam(), "m", kNow - age, "b"), "b").verdict,
              Verdict::kValid);
  }
  const auto old = check(GetParam(), sign(GetParam(), "m", kNow - 3600, "b"), "b");
  EXPECT_EQ(old.verdict, Verdict::kStale);
  EXPECT_EQ(old.reason,
            "the signature matches, but was made 60 min before the request arrived; 5 min are "
            "allowed");
  EXPECT_THAT(check(GetParam(), sign(GetParam(), "m", kNow + 301, "b"), "b").reason,
              HasSubstr("after the request arrived"));
}

TEST_P(TimedScheme, LetsAnyTimePassWithAToleranceOfZero) {
  EXPECT_EQ(verify(GetParam(), sign(GetParam(), "m", 1, "b"), "b", kNow, 0).verdict,
            Verdict::kValid);
}

TEST_P(TimedScheme, SaysWhereOnlyTheTimeWasMadeFresh) {
  Headers headers = sign(GetParam(), "m", kNow - 20, "b");
  const Headers fresh = sign(GetParam(), "m", kNow, "b");
  if (GetParam().scheme == SignatureScheme::kStripe) {
    headers.front().value.replace(0, 12, fresh.front().value.substr(0, 12));
  } else {
    replace_value(headers, "webhook-timestamp", std::to_string(kNow));
  }
  const auto result = check(GetParam(), headers, "b");
  EXPECT_EQ(result.verdict, Verdict::kAltered);
  EXPECT_EQ(result.reason,
            "the signature was made for the time 1614265310, the request says 1614265330");
}

TEST_P(TimedScheme, SaysWhereTheBodyAloneWasSigned) {
  const SigningKey body_alone{.scheme = SignatureScheme::kHmacSha256,
                              .secret = hmac_key_of(GetParam()),
                              .encoding = DigestEncoding::kBase64};
  Headers headers = sign(GetParam(), "m", kNow, "b");
  if (GetParam().scheme == SignatureScheme::kStripe) {
    SigningKey hex = body_alone;
    hex.encoding = DigestEncoding::kHex;
    headers.back().value = "t=1614265330,v1=" + sign(hex, "", 0, "b").front().value;
  } else {
    headers.back().value = "v1," + sign(body_alone, "", 0, "b").front().value;
  }
  const auto result = check(GetParam(), headers, "b");
  EXPECT_EQ(result.verdict, Verdict::kMalformed);
  EXPECT_THAT(result.reason, StartsWith("the signature is over the body alone"));
}

INSTANTIATE_TEST_SUITE_P(Signatures, TimedScheme, testing::Values(kStandard, kStripe));

TEST(SignatureCheck, TakesAnyOfSeveralSignaturesWhileAKeyChanges) {
  Headers headers = sign(kStandard, "m", kNow, "b");
  headers.back().value =
      "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,x " + headers.back().value;
  EXPECT_EQ(check(kStandard, headers, "b").verdict, Verdict::kValid);
  Headers stripe = sign(kStripe, "", kNow, "b");
  stripe.back().value += ",v0=00,v1=" + std::string(64, '0');
  EXPECT_EQ(check(kStripe, stripe, "b").verdict, Verdict::kValid);
}

TEST(SignatureCheck, KnowsTheNamesThatSvixGivesTheHeaders) {
  Headers headers = sign(kStandard, "m", kNow, "b");
  for (Header& header : headers) header.name.replace(0, 7, "svix");
  EXPECT_EQ(check(kStandard, headers, "b").verdict, Verdict::kValid);
}

TEST(SignatureCheck, NamesTheHeaderThatIsNotThere) {
  Headers headers = sign(kStandard, "m", kNow, "b");
  headers.erase(headers.begin());
  const auto result = check(kStandard, headers, "b");
  EXPECT_EQ(result.verdict, Verdict::kMissing);
  EXPECT_EQ(result.reason, "there is a webhook-signature, but no webhook-id header");
}

TEST(SignatureCheck, TellsMillisecondsAndOtherTimesFromSeconds) {
  Headers headers = sign(kStandard, "m", kNow, "b");
  for (const auto& [time, reason] : std::vector<std::pair<std::string, std::string>>{
           {"1614265330000", "milliseconds"},
           {"hello", "\"hello\""},
           {"", "\"\""},
           {"-1", "\"-1\""},
           {"-9223372036854775808", "whole seconds"},
           {"99999999999999999999999", "whole seconds"}}) {
    replace_value(headers, "webhook-timestamp", time);
    const auto result = check(kStandard, headers, "b");
    EXPECT_EQ(result.verdict, Verdict::kMalformed) << time;
    EXPECT_THAT(result.reason, HasSubstr(reason)) << time;
  }
}

TEST(SignatureCheck, TellsHexFromBase64) {
  SigningKey hex = kPlain;
  hex.encoding = DigestEncoding::kHex;
  EXPECT_EQ(check(kPlain, sign(hex, "", 0, "b"), "b").reason,
            "X-Hmac holds a digest in hex where base64 belongs");
  EXPECT_EQ(check(hex, sign(kPlain, "", 0, "b"), "b").reason,
            "X-Hmac holds a digest in base64 where hex belongs");
}

TEST(SignatureCheck, SaysThatEd25519IsNotKnown) {
  Headers headers = sign(kStandard, "m", kNow, "b");
  headers.back().value = "v1a,AAAA";
  EXPECT_THAT(check(kStandard, headers, "b").reason, HasSubstr("Ed25519"));
}

TEST(SignatureCheck, PointsAtTheSha1OfOld) {
  const auto result = check(kGitHub, {{"X-Hub-Signature", "sha1=00"}}, "b");
  EXPECT_EQ(result.verdict, Verdict::kMissing);
  EXPECT_THAT(result.reason, HasSubstr("only X-Hub-Signature, the SHA-1"));
}

std::string in_capitals(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

TEST(SignatureCheck, RefusesDigitsInCapitalsWhereTheVendorsLibraryDoes) {
  Headers headers = sign(kGitHub, "", 0, "b");
  headers.front().value = "sha256=" + in_capitals(headers.front().value.substr(7));
  const auto result = check(kGitHub, headers, "b");
  EXPECT_EQ(result.verdict, Verdict::kMalformed);
  EXPECT_EQ(result.reason,
            "the signature matches, but GitHub's library refuses it: its hex digits are written in "
            "capitals");
}

TEST(SignatureCheck, TakesDigitsInCapitalsWhereNoVendorSaysOtherwise) {
  SigningKey plain = kPlain;
  plain.encoding = DigestEncoding::kHex;
  Headers headers = sign(plain, "", 0, "b");
  headers.front().value = "h=" + in_capitals(headers.front().value.substr(2));
  const auto result = check(plain, headers, "b");
  EXPECT_EQ(result.verdict, Verdict::kValid);
  EXPECT_THAT(result.reason, HasSubstr("written in capitals"));
}

/// A Stripe-Signature of "b" in which these take the place of time and digest.
SignatureCheck check_stripe(std::string format, std::string_view signed_time = "1614265330") {
  const SigningKey hex{.scheme = SignatureScheme::kHmacSha256, .secret = kStripe.secret};
  const auto digest = sign(hex, "", 0, std::string(signed_time) + ".b").front().value;
  format.replace(format.find("HEX"), 3, digest);
  return check(kStripe, {{"Stripe-Signature", format}}, "b");
}

TEST(SignatureCheck, SaysWhatStripesLibraryTakesOddly) {
  for (const auto& [format, time, verdict, reason] :
       std::vector<std::tuple<std::string, std::string, Verdict, std::string>>{
           {"t=1614265330, v1=HEX", "1614265330", Verdict::kMalformed, "a comma and a blank"},
           {"t=1614265330,v1,v1=HEX", "1614265330", Verdict::kMalformed, "a v1 without a value"},
           {"t=0001614265330,v1=HEX", "0001614265330", Verdict::kMalformed,
            "signed with \"0001614265330.\" before the body"},
           {"t=0001614265330,v1=HEX", "1614265330", Verdict::kValid,
            "\"0001614265330\", read as 1614265330"},
           {"t=1614265330,t=1614265300,v1=HEX", "1614265330", Verdict::kMalformed,
            "signed with \"1614265330.\""},
           {"t=1,t=1614265330,v1=HEX", "1614265330", Verdict::kValid, "of several t= the last"},
           {"t=1614275330,v1=HEX", "1614275330", Verdict::kValid, "Stripe's library lets pass"},
           {"t=1614265330000,v1=HEX", "1614265330000", Verdict::kValid, "milliseconds"},
           {" t=1614265330,v1=HEX", "1614265330", Verdict::kMalformed, "a blank before t="}}) {
    const auto result = check_stripe(format, time);
    EXPECT_EQ(result.verdict, verdict) << format << ": " << result.reason;
    EXPECT_THAT(result.reason, HasSubstr(reason)) << format;
  }
}

TEST(SignatureCheck, ReadsBodiesAsTheVendorsLibrariesDo) {
  const std::string bytes = "{\"a\":\"\xff\xe2\x82\"}";
  for (const SigningKey& key : {kStandard, kStripe, kGitHub}) {
    const auto of_bytes = check(key, sign(key, "m", kNow, bytes), bytes);
    EXPECT_EQ(of_bytes.verdict, Verdict::kMalformed);
    EXPECT_THAT(of_bytes.reason, HasSubstr("UTF-8 text, which they are not"));
    const auto of_text =
        check(key, sign(key, "m", kNow, "{\"a\":\"\xef\xbf\xbd\xef\xbf\xbd\"}"), bytes);
    EXPECT_EQ(of_text.verdict, Verdict::kValid) << of_text.reason;
  }
  EXPECT_EQ(check(kPlain, sign(kPlain, "", 0, bytes), bytes).verdict, Verdict::kValid);
}

TEST(SignatureCheck, TakesTheHeadersOfEitherBrandWhereBothAreThere) {
  const SigningKey other{.secret = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"};
  for (const bool svix_is_right : {true, false}) {
    Headers headers = sign(svix_is_right ? other : kStandard, "m", kNow, "b");
    for (Header& header : sign(svix_is_right ? kStandard : other, "m", kNow, "b")) {
      headers.push_back({"svix" + header.name.substr(7), header.value});
    }
    const auto result = check(kStandard, headers, "b");
    EXPECT_EQ(result.verdict, Verdict::kValid);
    EXPECT_THAT(result.reason,
                HasSubstr(svix_is_right ? "by the svix- headers" : "by the webhook- headers"));
  }
}

TEST(SignatureCheck, RefusesAnEmptyId) {
  Headers headers = sign(kStandard, "m", kNow, "b");
  replace_value(headers, "webhook-id", "");
  const auto result = check(kStandard, headers, "b");
  EXPECT_EQ(result.verdict, Verdict::kMalformed);
  EXPECT_THAT(result.reason, StartsWith("webhook-id is empty"));
}

TEST(SignatureCheck, RefusesAKeyThatCanNotBeUsed) {
  EXPECT_THROW(check({.secret = ""}, {}, ""), std::invalid_argument);
}

TEST(SignatureCheck, FindsAKeyThatWasTakenTheWrongWay) {
  // The sender forgot that the secret is base64.
  SigningKey text{.scheme = SignatureScheme::kHmacSha256,
                  .secret = kStandard.secret,
                  .encoding = DigestEncoding::kBase64};
  Headers headers = sign(kStandard, "m", kNow, "b");
  headers.back().value = "v1," + sign(text, "", 0, "m.1614265330.b").front().value;
  auto result = check(kStandard, headers, "b");
  EXPECT_EQ(result.verdict, Verdict::kWrongKey);
  EXPECT_THAT(result.reason, StartsWith("it was signed with the text of the key"));

  SigningKey with_line_end = kGitHub;
  with_line_end.secret += '\n';
  result = check(kGitHub, sign(with_line_end, "", 0, "b"), "b");
  EXPECT_EQ(result.verdict, Verdict::kWrongKey);
  EXPECT_THAT(result.reason, HasSubstr("a line end after it"));
}

struct Change {
  const char* name;
  std::string sent;
  std::string got;
  std::string reason;
};

class AlteredBody : public testing::TestWithParam<Change> {};

TEST_P(AlteredBody, IsRecognised) {
  const auto result = check_change(GetParam().sent, GetParam().got);
  EXPECT_EQ(result.verdict, Verdict::kAltered) << result.reason;
  EXPECT_THAT(result.reason, HasSubstr(GetParam().reason));
}

INSTANTIATE_TEST_SUITE_P(
    Changes, AlteredBody,
    testing::Values(
        Change{"LineFeedAdded", "a", "a\n", "the body without its last line feed"},
        Change{"LineEndAdded", "a", "a\r\n", "the body without its last line end"},
        Change{"LineEndCut", "a\r\n", "a", "a line end (CR LF) after it"},
        Change{"BlanksAdded", "a", "\n a  \n", "without the blanks at its ends"},
        Change{"MarkAdded", "a",
               "\xef\xbb\xbf"
               "a",
               "without its byte order mark"},
        Change{"MarkCut",
               "\xef\xbb\xbf"
               "a",
               "a", "with a byte order mark"},
        Change{"LineEndsChanged", "a\nb\nc", "a\r\nb\r\nc", "with LF where it has CR LF"},
        Change{"LineFeedsChanged", "a\r\nb\r\nc", "a\nb\nc", "with CR LF where it has LF"},
        Change{"BodyAdded", "", "something", "an empty body"},
        Change{"JsonIndented", R"({"a":[1,2],"b":{}})", "{\n  \"a\": [1, 2],\n  \"b\": {}\n}\n",
               "its JSON without blanks"},
        Change{"JsonCompacted", "{\n  \"a\": [\n    1\n  ]\n}", R"({"a":[1]})", "indented by 2"},
        Change{"JsonFromPython", R"({"a": 1, "b": "\u00e9\ud83d\ude00"})", "{\"a\":1,\"b\":\"é😀\"}",
               "Python's json.dumps"},
        Change{"JsonFromPhp", R"({"url":"https:\/\/a.example\/\u00e9"})",
               "{\"url\":\"https://a.example/é\"}", "PHP's json_encode"},
        Change{"JsonFromGo", R"({"a":"\u003cb\u003e \u0026"})", R"({"a":"<b> &"})", "Go's json"},
        Change{"JsonFromOlderGo", R"({"a":"\u000c\u2028"})", "{\"a\":\"\\f\u2028\"}",
               "before 1.22"},
        Change{"JsonFromPythonWithDelete", R"({"a": "\u007f"})", "{\"a\":\"\x7f\"}",
               "Python's json.dumps"},
        Change{"JsonFromJq", "{\"a\":\"\\u007fé\"}\n", "{\"a\": \"\x7fé\"}", "jq -c"},
        Change{"JsonFromJqIndented", "{\n  \"a\": \"\\u007f\",\n  \"b\": []\n}\n",
               "{\"a\":\"\x7f\",\"b\":[]}", "as jq writes it"},
        Change{"JsonFromJqSorted", "{\n  \"a\": \"\\u007fé\",\n  \"b\": []\n}\n",
               "{\"b\":[],\"a\":\"\x7fé\"}", "jq -S"},
        Change{"JsonFromOlderRuby", "{\n  \"a\": [\n\n  ],\n  \"b\": {\n  }\n}",
               R"({"a":[],"b":{}})", "older Ruby's JSON.pretty_generate"},
        Change{"JsonFromRuby", "{\n  \"a\": [\n\n  ],\n  \"b\": {}\n}", R"({"a":[],"b":{}})",
               "Ruby's JSON.pretty_generate"},
        Change{
            "JsonFromPhpIndented", "{\n    \"a\": \"/é\\u2028\",\n    \"b\": []\n}",
            "{\"a\":\"/é\u2028\",\"b\":[]}",
            "JSON_PRETTY_PRINT writes it with JSON_UNESCAPED_UNICODE and JSON_UNESCAPED_SLASHES"},
        Change{"JsonFromPhpWithSlashes", "{\"a\":\"/\\u00e9\x7f\"}", "{\"a\":\"/é\x7f\"}",
               "JSON_UNESCAPED_SLASHES"},
        Change{"JsonFromSymfony", R"({"a":"\u003C\u0022\/"})", R"({"a":"<\"/"})", "Symfony"},
        Change{"JsonFromDotNet", R"({"a":"\u00E9\u002B\u0022"})", "{\"a\":\"é+\\\"\"}", ".NET"},
        Change{"JsonFromGson", R"({"a":"x\u003dy"})", R"({"a":"x=y"})", "Gson"},
        Change{"JsonFromPerl", "{\n   \"a\" : 1\n}\n", R"({"a":1})", "Perl's JSON"},
        Change{"JsonSorted", R"({"a":1,"b":2})", R"({"b":2,"a":1})", "sorted names"},
        Change{"JsonWithLineFeed", "{\"a\":1}\n", R"({"a": 1})", "a line feed after it"},
        Change{"FormEncodedAnew", "a%5Bb%5D=c+d", "a[b]=c%20d", "the form encoded anew"},
        Change{"PlusFromPercent", "a=b+c&d=[e]", "a=b%20c&d=[e]", "\"+\" where it has \"%20\""},
        Change{"FormDecoded", "a[b]=c d", "a%5Bb%5D=c+d", "the form decoded"}),
    [](const auto& test) { return test.param.name; });

TEST(SignatureCheck, FindsWhatWasPackedAfterSigning) {
  const std::string sent = R"({"a":1})";
  const auto result = check_change(sent, gzip(sent), {{"Content-Encoding", "gzip"}});
  EXPECT_EQ(result.verdict, Verdict::kAltered);
  EXPECT_THAT(result.reason, HasSubstr("compressed after it was signed"));
}

TEST(SignatureCheck, IsUnharmedByHostileBodies) {
  const std::string deep(100'000, '[');
  EXPECT_EQ(check_change("x", deep).verdict, Verdict::kWrongKey);
  EXPECT_EQ(check_change("x", deep + std::string(100'000, ']')).verdict, Verdict::kWrongKey);
  EXPECT_EQ(check_change("x", "{\"\\").verdict, Verdict::kWrongKey);
  EXPECT_EQ(check_change("x", "{\"\\u12").verdict, Verdict::kWrongKey);
  EXPECT_EQ(check_change("x", "[\"\\ud800\\u0041\\udc00\",\"\xff\"]").verdict, Verdict::kWrongKey);
  EXPECT_EQ(check_change("x", std::string(8'000'000, 'a')).verdict, Verdict::kWrongKey);
  EXPECT_EQ(check_change("x", "%%%=%&+%4", {{"Content-Encoding", "gzip"}}).verdict,
            Verdict::kWrongKey);
}

}  // namespace
}  // namespace hookline
