#include "emitter/scenario/expect/matcher.h"

#include "catcher/base/json/json_reader.h"
#include "catcher/base/process/failure.h"
#include "tests/support/refusal.h"

#include <ostream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::HasSubstr;

Matcher read(std::string_view json) {
  return read_matcher(JsonDocument::parse(json, "x.json").root());
}

std::string refusal_of(std::string_view json) {
  return test::refusal(ExitCode::kInvalidInput, [&] { read(json); });
}

TEST(Matcher, TextMustBeEqual) {
  const Matcher matcher = read(R"("Jane")");
  EXPECT_TRUE(matcher.meets("Jane"));
  EXPECT_FALSE(matcher.meets("jane"));
  EXPECT_FALSE(matcher.meets("Jane "));
  EXPECT_FALSE(matcher.meets(std::nullopt));
  EXPECT_EQ(matcher.description(), "Jane");
}

TEST(Matcher, LongTextNeedNotBeWrittenOut) {
  const Matcher matcher = read(R"({"repeat": "ab", "times": 3})");
  EXPECT_TRUE(matcher.meets("ababab"));
  EXPECT_FALSE(matcher.meets("abab"));
  EXPECT_FALSE(matcher.meets("abababab"));
  EXPECT_THAT(refusal_of(R"({"repeat": "ab", "times": 3, "contains": "a"})"),
              HasSubstr("/contains"));
}

TEST(Matcher, EmptyTextIsNotAnAbsentField) {
  EXPECT_TRUE(read(R"("")").meets(""));
  EXPECT_FALSE(read(R"("")").meets(std::nullopt));
}

TEST(Matcher, PatternIsFoundAnywhereUnlessAnchored) {
  EXPECT_TRUE(read(R"({"matches": "[0-9]+"})").meets("a1b"));
  EXPECT_FALSE(read(R"({"matches": "^[0-9]+$"})").meets("a1b"));
  EXPECT_FALSE(read(R"({"matches": "^[0-9]+$"})").meets("1\n"));
  EXPECT_EQ(read(R"({"matches": "^a$"})").description(), "matches ^a$");
}

TEST(Matcher, PatternTakesLinearTimeOnHostileInput) {
  EXPECT_FALSE(read(R"({"matches": "^(a+)+$"})").meets(std::string(5 << 20, 'a') + "b"));
}

TEST(Matcher, ContainsAndOneOf) {
  EXPECT_TRUE(read(R"({"contains": "ell"})").meets("hello"));
  EXPECT_FALSE(read(R"({"contains": "elf"})").meets("hello"));
  EXPECT_TRUE(read(R"({"one_of": ["a", "b"]})").meets("b"));
  EXPECT_FALSE(read(R"({"one_of": ["a", "b"]})").meets("c"));
  EXPECT_EQ(read(R"({"one_of": ["a", "b"]})").description(), "one of \"a\", \"b\"");
}

TEST(Matcher, PresenceIsAboutTheFieldNotItsValue) {
  EXPECT_TRUE(read(R"({"present": true})").meets(""));
  EXPECT_FALSE(read(R"({"present": true})").meets(std::nullopt));
  EXPECT_TRUE(read(R"({"present": false})").meets(std::nullopt));
  EXPECT_FALSE(read(R"({"present": false})").meets(""));
  EXPECT_EQ(read(R"({"present": false})").description(), "(absent)");
}

struct LikenessCase {
  Likeness likeness;
  const char* text;
  bool like;
};

std::ostream& operator<<(std::ostream& out, const LikenessCase& shown) {
  return out << '"' << shown.text << '"';
}

class MatcherLikeness : public testing::TestWithParam<LikenessCase> {};

TEST_P(MatcherLikeness, TellsWhatIsLikeIt) {
  EXPECT_EQ(is_like(GetParam().likeness, GetParam().text), GetParam().like) << GetParam().text;
}

constexpr LikenessCase kLikenessCases[] = {
    {Likeness::kDateTime, "2024-02-28T04:45:41-06:00", true},
    {Likeness::kDateTime, "2024-02-28T04:45:41+05:30", true},
    {Likeness::kDateTime, "2024-02-28T04:45:41Z", true},
    {Likeness::kDateTime, "2013-07-18 08:46:33", true},
    {Likeness::kDateTime, "2024-02-28T04:45:41", false},
    {Likeness::kDateTime, "2024-13-28T04:45:41Z", false},
    {Likeness::kDateTime, "2024-02-28T24:45:41Z", false},
    {Likeness::kDateTime, "2024-02-28T04:45:41-99:00", false},
    {Likeness::kDateTime, "2024-02-29T04:45:41Z", true},
    {Likeness::kDateTime, "2023-02-29T04:45:41Z", false},
    {Likeness::kDateTime, "2024-04-31 04:45:41", false},
    {Likeness::kDateTime, "2016-12-31T23:59:60Z", true},
    {Likeness::kDateTime, "2024-02-28", false},
    {Likeness::kDateTime, "", false},
    {Likeness::kEmail, "jane.doe+a@example.com", true},
    {Likeness::kEmail, "jane@localhost", false},
    {Likeness::kEmail, "@example.com", false},
    {Likeness::kEmail, "a b@example.com", false},
    {Likeness::kEmail, "a@b@example.com", false},
    {Likeness::kEmail, "jane@example.", false},
    {Likeness::kInteger, "0", true},
    {Likeness::kInteger, "-12", true},
    {Likeness::kInteger, "1.0", false},
    {Likeness::kInteger, "-", false},
    {Likeness::kInteger, "", false},
    {Likeness::kDecimal, "1,044,055.00", true},
    {Likeness::kDecimal, "1044055", true},
    {Likeness::kDecimal, "-3.5", true},
    {Likeness::kDecimal, "1,04,055.00", false},
    {Likeness::kDecimal, "1044,055", false},
    {Likeness::kDecimal, "1.", false},
    {Likeness::kDecimal, ",055", false},
    {Likeness::kUrl, "https://www.example.com/offer?a=b", true},
    {Likeness::kUrl, "www.example.com", false},
    {Likeness::kUrl, "ftp://example.com/", false},
};

INSTANTIATE_TEST_SUITE_P(All, MatcherLikeness, testing::ValuesIn(kLikenessCases));

TEST(Matcher, RefusesWhatIsNoMatcherWithItsPlace) {
  EXPECT_THAT(refusal_of(R"({"matches": "("})"),
              HasSubstr("x.json:1:13: /matches: is no regular expression: missing )"));
  EXPECT_THAT(refusal_of(R"x({"matches": "(?=a)"})x"), HasSubstr("without look-around"));
  EXPECT_THAT(refusal_of(R"({"like": "datetime"})"), HasSubstr("did you mean \"date_time\"?"));
  EXPECT_THAT(refusal_of(R"({"one_of": []})"), HasSubstr("at least one text"));
  EXPECT_THAT(refusal_of(R"({"match": "a"})"), HasSubstr("did you mean \"matches\"?"));
  EXPECT_THAT(refusal_of(R"({"like": "url", "contains": "a"})"), HasSubstr("exactly one of"));
  EXPECT_THAT(refusal_of("{}"), HasSubstr("exactly one of"));
  EXPECT_THAT(refusal_of("42"), HasSubstr("must be a text in quotes"));
}

}  // namespace
}  // namespace hookline
