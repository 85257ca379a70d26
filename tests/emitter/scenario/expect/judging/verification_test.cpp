#include "emitter/scenario/expect/judging/verification.h"

#include "catcher/base/http/bodies/form.h"
#include "catcher/base/json/json_reader.h"
#include "tests/support/made_capture.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Capture caught_form(std::int64_t id, const FormFields& form) {
  Capture capture = form_capture("/", encode_form(form));
  capture.id = id;
  return capture;
}

Attempt attempt_of(std::uint64_t webhook, Outcome outcome, int status) {
  Attempt attempt;
  attempt.receiver = webhook;
  attempt.outcome = outcome;
  attempt.status = status;
  if (outcome != Outcome::kAnswered) attempt.problem = "connection refused";
  return attempt;
}

/// Webhook 1 is "A", webhook 2 is "B".
class VerificationOf {
 public:
  explicit VerificationOf(std::string_view expect) {
    const JsonDocument document = JsonDocument::parse(expect, "x.json");
    for (const JsonValue& entry : document.root().items()) {
      const std::vector<std::string_view> names = {"A", "B"};
      expectations_.push_back(read_expectation(entry, names));
    }
    verification_ = std::make_unique<Verification>(expectations_, receivers_);
  }

  VerificationOf& caught(std::uint64_t webhook, const FormFields& form) {
    verification_->add_capture(webhook, caught_form(++captures_, form));
    return *this;
  }
  VerificationOf& attempted(std::uint64_t webhook, Outcome outcome, int status = 0) {
    verification_->add_attempt(webhook, attempt_of(webhook, outcome, status), std::nullopt);
    return *this;
  }
  /// One of several attempts at a delivery to webhook 1.
  VerificationOf& tried(std::uint64_t delivery, Outcome outcome, int status = 0) {
    Attempt attempt = attempt_of(1, outcome, status);
    attempt.delivery_id = delivery;
    verification_->add_attempt(1, attempt, std::nullopt);
    return *this;
  }
  VerificationOf& answered(std::uint64_t webhook, int status) {
    return attempted(webhook, Outcome::kAnswered, status);
  }
  std::vector<Mismatch> finish() { return verification_->finish(); }
  std::vector<Receiver>& receivers() { return receivers_; }
  Verification& verification() { return *verification_; }

 private:
  std::vector<Expectation> expectations_;
  std::vector<Receiver> receivers_ = {{1, "A", true, true}, {2, "B", true, true}};
  std::unique_ptr<Verification> verification_;
  std::int64_t captures_ = 0;
};

TEST(Verification, HoldsWhenEveryFieldIsMet) {
  VerificationOf scenario(R"([{"webhook": "A", "count": 1, "fields": {"type": "open"},
                               "absent": ["deal[id]"]}])");
  EXPECT_THAT(scenario.caught(1, {{"type", "open"}, {"x", "y"}}).finish(), IsEmpty());
}

Capture caught_request() {
  Capture capture = capture_of("PUT /a?b HTTP/1.1\r\nX-A: 1\r\nx-a: 2\r\n\r\nbody\xff");
  capture.id = 1;
  return capture;
}

std::vector<Mismatch> mismatches_of(std::string_view expect) {
  VerificationOf scenario(expect);
  scenario.verification().add_capture(1, caught_request());
  return scenario.finish();
}

TEST(Verification, HoldsWhenEveryPartOfTheRequestIsMet) {
  EXPECT_THAT(mismatches_of(R"([{"webhook": "A", "count": 1, "method": "PUT", "target": "/a?b",
      "headers": {"X-a": {"one_of": ["1", "2"]}, "X-B": {"present": false}},
      "body": {"base64": "Ym9kef8="}}])"),
              IsEmpty());
}

TEST(Verification, NamesThePartOfTheRequestThatDiffers) {
  const auto mismatches = mismatches_of(R"([{"webhook": "A", "method": "POST", "target": "/a",
      "headers": {"X-A": "1", "X-B": "3"}, "body": "x"}])");
  ASSERT_THAT(mismatches, SizeIs(5));
  EXPECT_EQ(mismatches[0], (Mismatch{"/0/method", "A", "method", "POST", "PUT", 1, ""}));
  EXPECT_EQ(mismatches[1], (Mismatch{"/0/target", "A", "target", "/a", "/a?b", 1, ""}));
  EXPECT_EQ(mismatches[2], (Mismatch{"/0/headers/X-A", "A", "header.X-A", "1", "1", 1, ""}));
  EXPECT_EQ(mismatches[3], (Mismatch{"/0/headers/X-B", "A", "header.X-B", "3", "(absent)", 1, ""}));
  EXPECT_EQ(mismatches[4], (Mismatch{"/0/body", "A", "body", "x", "body\xff", 1, ""}));
}

TEST(Verification, HoldsAStepToItsOwnExpectationBesidesTheWebhooks) {
  VerificationOf scenario(R"([{"webhook": "A", "count": 2}])");
  const JsonDocument document = JsonDocument::parse(R"({"body": "x"})", "x.json");
  const Expectation of_step = read_step_expectation(document.root(), "A", 1);
  Verification& verification = scenario.verification();
  verification.add_sender(100, of_step, scenario.receivers()[0]);
  for (const std::uint64_t step : {100U, 101U}) {
    verification.add_capture(1, caught_request());
    verification.add_capture(step, caught_request());
  }
  const auto mismatches = scenario.finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0].pointer, "/body");
}

TEST(Verification, NamesTheWrongValueWithItsCapture) {
  VerificationOf scenario(R"([{"webhook": "A", "count": 1, "fields": {"type": "open"}}])");
  const auto mismatches = scenario.caught(1, {{"type", "click"}}).answered(1, 200).finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0], (Mismatch{"/0/fields/type", "A", "type", "open", "click", 1, ""}));
}

TEST(Verification, NamesTheFieldThatIsMissingAndTheOneThatShouldBe) {
  VerificationOf scenario(R"([{"webhook": "A", "fields": {"a": "1"}, "absent": ["b"]}])");
  const auto mismatches = scenario.caught(1, {{"b", "2"}}).finish();
  ASSERT_THAT(mismatches, SizeIs(2));
  EXPECT_EQ(mismatches[0], (Mismatch{"/0/fields/a", "A", "a", "1", "(absent)", 1, ""}));
  EXPECT_EQ(mismatches[1], (Mismatch{"/0/absent/0", "A", "b", "(absent)", "2", 1, ""}));
}

TEST(Verification, ComparesWithTheClosestEntry) {
  VerificationOf scenario(R"([
      {"webhook": "A", "count": 1, "fields": {"type": "open", "a": "1", "b": "2"}},
      {"webhook": "A", "count": 1, "fields": {"type": "click", "a": "3", "b": "4"}}])");
  scenario.caught(1, {{"type", "open"}, {"a", "1"}, {"b", "2"}});
  const auto mismatches = scenario.caught(1, {{"type", "click"}, {"a", "3"}, {"b", "5"}}).finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0].pointer, "/1/fields/b");
  EXPECT_EQ(mismatches[0].capture, 2);
}

TEST(Verification, EntriesMaySplitTheDeliveriesOfAWebhook) {
  VerificationOf scenario(R"([{"webhook": "A", "count": 2, "fields": {"type": "open"}},
                              {"webhook": "A", "count": 1, "fields": {"type": "click"}}])");
  scenario.caught(1, {{"type", "open"}}).caught(1, {{"type", "click"}});
  EXPECT_THAT(scenario.caught(1, {{"type", "open"}}).finish(), IsEmpty());
}

TEST(Verification, ASurplusDeliveryCannotHide) {
  VerificationOf scenario(R"([{"webhook": "A", "fields": {"type": "open"}}])");
  const auto mismatches =
      scenario.caught(1, {{"type", "open"}}).caught(1, {{"type", "x"}}).finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0].actual, "x");
  EXPECT_EQ(mismatches[0].capture, 2);
}

TEST(Verification, CountsTooManyWithTheFirstSurplusCapture) {
  VerificationOf scenario(R"([{"webhook": "A", "count": 1}])");
  const auto mismatches = scenario.caught(1, {}).caught(1, {}).caught(1, {}).finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0], (Mismatch{"/0/count", "A", "count", "1", "3", 2, ""}));
}

TEST(Verification, ExpectsAtLeastOneCaptureWithoutACount) {
  VerificationOf scenario(R"([{"webhook": "A"}])");
  const auto mismatches = scenario.finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0].pointer, "/0");
  EXPECT_EQ(mismatches[0].expected, "1 or more");
  EXPECT_EQ(mismatches[0].actual, "0");
  EXPECT_THAT(mismatches[0].hint, HasSubstr("--explain"));
}

TEST(Verification, ProvesThatNothingCame) {
  EXPECT_THAT(VerificationOf(R"([{"webhook": "B", "count": 0}])").caught(1, {}).finish(),
              IsEmpty());
  VerificationOf scenario(R"([{"webhook": "B", "count": 0}])");
  const auto mismatches = scenario.caught(2, {{"a", "b"}}).finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0], (Mismatch{"/0/count", "B", "count", "0", "1", 1, ""}));
}

TEST(Verification, ANegativeEntryBesideOthersForbidsOnlyItsOwnFields) {
  constexpr std::string_view kExpect = R"([{"webhook": "A", "fields": {"type": "open"}},
                                           {"webhook": "A", "count": 0, "fields": {"tag": "x"}}])";
  EXPECT_THAT(VerificationOf(kExpect).caught(1, {{"type", "open"}}).finish(), IsEmpty());
  const auto mismatches =
      VerificationOf(kExpect).caught(1, {{"type", "open"}, {"tag", "x"}}).finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0].pointer, "/1/count");
}

TEST(Verification, SaysWhyNothingCameWhereAttemptsFailed) {
  VerificationOf scenario(R"([{"webhook": "A", "count": 1}])");
  const auto mismatches = scenario.attempted(1, Outcome::kRefused).finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0].hint, "its one delivery failed: connection refused");
}

TEST(Verification, OutcomeAndStatusHoldForEveryAttempt) {
  constexpr std::string_view kExpect =
      R"([{"webhook": "A", "outcome": "answered", "status": 500}])";
  EXPECT_THAT(VerificationOf(kExpect).answered(1, 500).answered(1, 500).finish(), IsEmpty());
  const auto mismatches = VerificationOf(kExpect)
                              .answered(1, 500)
                              .answered(1, 200)
                              .attempted(1, Outcome::kTimeout)
                              .finish();
  ASSERT_THAT(mismatches, SizeIs(2));
  EXPECT_EQ(mismatches[0].pointer, "/0/outcome");
  EXPECT_EQ(mismatches[0].actual, "timeout");
  EXPECT_EQ(mismatches[1].pointer, "/0/status");
  EXPECT_EQ(mismatches[1].actual, "200");
  EXPECT_EQ(mismatches[1].hint, "in 2 attempts");
}

TEST(Verification, AnOutcomeNeedsAnAttempt) {
  const auto mismatches = VerificationOf(R"([{"webhook": "A", "outcome": "refused"}])").finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0].actual, "no delivery");
}

TEST(Verification, AttemptsAreThoseOfEachDeliveryInOrder) {
  constexpr std::string_view kExpect = R"([{"webhook": "A", "attempts": [500, "timeout", 200]}])";
  VerificationOf met(kExpect);
  for (std::uint64_t delivery = 1; delivery <= 2; ++delivery) {
    met.tried(delivery, Outcome::kAnswered, 500).tried(delivery, Outcome::kTimeout);
    met.tried(delivery, Outcome::kAnswered, 200);
  }
  EXPECT_THAT(met.finish(), IsEmpty());

  VerificationOf unmet(kExpect);
  unmet.tried(1, Outcome::kAnswered, 200).tried(2, Outcome::kAnswered, 500);
  unmet.tried(2, Outcome::kAnswered, 410);
  EXPECT_THAT(unmet.finish(), testing::ElementsAre(Mismatch{"/0/attempts",
                                                            "A",
                                                            "attempts",
                                                            "500, timeout, 200",
                                                            "200",
                                                            {},
                                                            "2 deliveries went otherwise"}));
}

TEST(Verification, AttemptsMayBeCounted) {
  constexpr std::string_view kExpect = R"([{"webhook": "A", "attempts": 2}])";
  VerificationOf met(kExpect);
  met.tried(1, Outcome::kRefused).tried(1, Outcome::kAnswered, 200);
  EXPECT_THAT(met.finish(), IsEmpty());
  EXPECT_THAT(VerificationOf(kExpect).tried(1, Outcome::kRefused).finish(), SizeIs(1));
  const auto none = VerificationOf(kExpect).finish();
  ASSERT_THAT(none, SizeIs(1));
  EXPECT_EQ(none[0].actual, "no delivery");
}

TEST(Verification, AHintCountsDeliveriesAndNotAttempts) {
  VerificationOf scenario(R"([{"webhook": "A"}])");
  Attempt attempt = attempt_of(1, Outcome::kRefused, 0);
  attempt.state = DeliveryState::kPending;
  scenario.verification().add_attempt(1, attempt, std::nullopt);
  const auto mismatches = scenario.attempted(1, Outcome::kRefused).finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0].hint, "its one delivery failed: connection refused");
}

TEST(Verification, AnEntryOfOutcomesAloneHidesNoSurplus) {
  VerificationOf scenario(R"([{"webhook": "A", "fields": {"type": "open"}},
                              {"webhook": "A", "status": 200}])");
  scenario.caught(1, {{"type", "open"}}).answered(1, 200);
  EXPECT_THAT(scenario.caught(1, {{"type", "x"}}).answered(1, 200).finish(), SizeIs(1));
}

TEST(Verification, ActiveIsTheStateAtTheEnd) {
  VerificationOf scenario(
      R"([{"webhook": "A", "active": false}, {"webhook": "B", "active": false}])");
  scenario.receivers()[0].active = false;
  const auto mismatches = scenario.finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0], (Mismatch{"/1/active", "B", "active", "false", "true", {}, ""}));
}

TEST(Verification, ARepeatedFieldMustMeetEachTime) {
  VerificationOf scenario(R"([{"webhook": "A", "fields": {"a": "1"}}])");
  EXPECT_THAT(scenario.caught(1, {{"a", "1"}, {"a", "2"}}).finish(), SizeIs(1));
}

TEST(Verification, ACutBodyIsAMismatchEvenWhereItsFieldsAreMet) {
  VerificationOf scenario(R"([{"webhook": "A", "fields": {"a": "1"}}])");
  Capture capture = caught_form(9, {{"a", "1"}});
  capture.truncated = true;
  capture.body_bytes = 1 << 20;
  scenario.verification().add_capture(1, capture);
  const auto mismatches = scenario.finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0].field, "body");
  EXPECT_EQ(mismatches[0].actual, "cut at the catcher's limit (1048576 bytes)");
}

TEST(Verification, CutsLongValuesBetweenCharacters) {
  VerificationOf scenario(R"([{"webhook": "A", "fields": {"a": "1"}}])");
  std::string value;
  for (int i = 0; i < 1000; ++i) value += "é";
  value.insert(0, 1, 'x');
  const auto mismatches = scenario.caught(1, {{"a", value}}).finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0].actual, value.substr(0, 119) + "… (2001 bytes)");
}

TEST(Verification, ComparesFirstWithTheEntryThatStillLacksACapture) {
  VerificationOf scenario(R"([
      {"webhook": "A", "count": 1, "fields": {"type": "open", "email": "a"}},
      {"webhook": "A", "count": 1, "fields": {"type": "open", "email": "b"}}])");
  scenario.caught(1, {{"type", "open"}, {"email", "a"}});
  const auto mismatches = scenario.caught(1, {{"type", "open"}, {"email", "B"}}).finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0], (Mismatch{"/1/fields/email", "A", "email", "b", "B", 2,
                                     "they differ only in upper and lower case"}));
}

TEST(Verification, TheOrderInWhichCapturesCameDoesNotMatter) {
  VerificationOf scenario(R"([
      {"webhook": "A", "count": 1, "fields": {"type": "open", "email": "a"}},
      {"webhook": "A", "count": 1, "fields": {"type": "open", "email": "b"}}])");
  scenario.caught(1, {{"type", "open"}, {"email", "x"}});
  const auto mismatches = scenario.caught(1, {{"type", "open"}, {"email", "a"}}).finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0].pointer, "/1/fields/email");
  EXPECT_EQ(mismatches[0].capture, 1);
}

TEST(Verification, NeverNamesTheEntryThatIsMetWhereAnotherLacksACapture) {
  VerificationOf scenario(R"([
      {"webhook": "A", "count": 1, "fields": {"type": "open", "email": "a"}},
      {"webhook": "A", "count": 1, "fields": {"type": "open", "email": "b"}}])");
  scenario.caught(1, {{"type", "open"}, {"email", "a"}});
  const auto mismatches = scenario.caught(1, {{"type", "open"}, {"email", "a"}}).finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0], (Mismatch{"/1/fields/email", "A", "email", "b", "a", 2, ""}));
}

TEST(Verification, AnotherTypeOfEventIsFurtherAwayThanAnyNumberOfFields) {
  VerificationOf scenario(R"([
      {"webhook": "A", "count": 1, "fields": {"type": "open", "a": "1"}},
      {"webhook": "A", "count": 1, "fields": {"type": "click", "a": "2", "b": "3", "c": "4"}}])");
  scenario.caught(1, {{"type", "click"}, {"a", "1"}});
  const auto mismatches = scenario.caught(1, {{"type", "open"}, {"a", "1"}}).finish();
  ASSERT_THAT(mismatches, SizeIs(3));
  for (const Mismatch& mismatch : mismatches) EXPECT_THAT(mismatch.pointer, HasSubstr("/1/fields"));
}

TEST(Verification, OfTwentyAlikeNamesTheOneThatIsMeant) {
  std::string expect;
  for (int i = 0; i < 20; ++i) {
    expect += std::string(i == 0 ? "" : ",") +
              R"({"webhook": "A", "count": 1, "fields": {"id": ")" + std::to_string(i) +
              R"(", "name": "n)" + std::to_string(i) + R"("}})";
  }
  VerificationOf scenario("[" + expect + "]");
  for (int i = 19; i >= 0; --i) {
    scenario.caught(
        1, {{"id", std::to_string(i)}, {"name", i % 7 == 3 ? "wrong" : "n" + std::to_string(i)}});
  }
  std::vector<std::string> pointers;
  for (const Mismatch& mismatch : scenario.finish()) pointers.push_back(mismatch.pointer);
  EXPECT_THAT(pointers,
              testing::ElementsAre("/3/fields/name", "/10/fields/name", "/17/fields/name"));
}

TEST(Verification, AForbiddenCaptureIsNotHeldAgainstAnEntryThatIsMet) {
  VerificationOf scenario(R"([{"webhook": "A", "count": 1, "fields": {"type": "open"}},
                              {"webhook": "A", "count": 0, "fields": {"type": "click"}}])");
  const auto mismatches =
      scenario.caught(1, {{"type", "open"}}).caught(1, {{"type", "click"}}).finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0],
            (Mismatch{"/1/count", "A", "count", "0", "1", 2, "of requests with type \"click\""}));
}

TEST(Verification, SaysOfACaptureTooManyThatNoEntryTakesIt) {
  VerificationOf scenario(R"([{"webhook": "A", "count": 1, "fields": {"type": "open"}}])");
  const auto mismatches =
      scenario.caught(1, {{"type", "open"}}).caught(1, {{"type", "click"}}).finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0].field, "type");
  EXPECT_EQ(mismatches[0].hint, "one more than the entry's 1; no entry of this webhook takes it");
}

TEST(Verification, ShowsWhereLongValuesDiffer) {
  const std::string head(5000, 'a');
  VerificationOf scenario(R"([{"webhook": "A", "fields": {"note": ")" + head + R"(XYZ tail"}}])");
  const auto mismatches = scenario.caught(1, {{"note", head + "XyZ tail and more"}}).finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  const std::string around = "…" + std::string(59, 'a');
  EXPECT_EQ(mismatches[0].expected, around + "XYZ tail (from byte 4941 of 5008)");
  EXPECT_EQ(mismatches[0].actual, around + "XyZ tail and more (from byte 4941 of 5017)");
  EXPECT_EQ(mismatches[0].hint, "they differ from byte 5001 on");
}

TEST(Verification, ShowsOfALongValueThatDiffersEarlyOnlyItsBeginning) {
  const std::string tail(5000, 'a');
  VerificationOf scenario(R"([{"webhook": "A", "fields": {"note": "X)" + tail + R"("}}])");
  const auto mismatches = scenario.caught(1, {{"note", "Y" + tail}}).finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0].expected, "X" + std::string(119, 'a') + "… (5001 bytes)");
  EXPECT_EQ(mismatches[0].actual, "Y" + std::string(119, 'a') + "… (5001 bytes)");
}

TEST(Verification, SaysWhichRequestsAnEntryCounts) {
  VerificationOf scenario(R"([{"webhook": "A", "count": 1, "fields": {"type": "open"}},
      {"webhook": "A", "count": 1,
       "fields": {"contact[email]": "b@x.org", "date_time": {"like": "date_time"}}}])");
  const auto mismatches = scenario.answered(1, 200).caught(1, {{"type", "open"}}).finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0].pointer, "/1/count");
  EXPECT_EQ(mismatches[0].hint, "of requests with contact[email] \"b@x.org\", …");
}

TEST(Verification, SaysThatSlashesBelongToThePattern) {
  VerificationOf scenario(R"([{"webhook": "A", "fields": {"a": {"matches": "/^x/"}}}])");
  const auto mismatches = scenario.caught(1, {{"a", "xy"}}).finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_THAT(mismatches[0].hint, HasSubstr("the slashes around it are part of the pattern"));
}

TEST(Verification, SaysWhereFurtherAttemptsWouldComeFrom) {
  VerificationOf scenario(R"([{"webhook": "A", "attempts": [503, 200]}])");
  const auto mismatches = scenario.tried(1, Outcome::kAnswered, 503).finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_THAT(mismatches[0].hint, HasSubstr("no further attempt is promised"));
}

TEST(Verification, SaysWhatAnEyeDoesNotSee) {
  const auto hint_of = [](const std::string& expected, const std::string& actual) {
    VerificationOf scenario(R"([{"webhook": "A", "fields": {"a": ")" + expected + R"("}}])");
    return scenario.caught(1, {{"a", actual}}).finish().at(0).hint;
  };
  EXPECT_THAT(hint_of("Jane", "Jane "), HasSubstr("only in blanks"));
  EXPECT_THAT(hint_of("jane@x.org", "Jane@x.org"), HasSubstr("upper and lower case"));
  const std::string text(50, 'x');
  EXPECT_EQ(hint_of(text, text + "y"), "it goes on after the 50 bytes that were expected");
  EXPECT_EQ(hint_of(text + "y", text), "it ends after 50 of 51 bytes");
  EXPECT_EQ(hint_of("open", "click"), "");
}

TEST(Verification, AStatusMayBeAClassOrOneOfSeveral) {
  constexpr std::string_view kAny = R"([{"webhook": "A", "status": "2xx"}])";
  EXPECT_THAT(VerificationOf(kAny).answered(1, 200).answered(1, 204).finish(), IsEmpty());
  const auto mismatches = VerificationOf(kAny).answered(1, 201).answered(1, 302).finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0].expected, "2xx");
  EXPECT_EQ(mismatches[0].actual, "302");
  EXPECT_EQ(mismatches[0].hint, "a redirect, and redirects aren't followed");
  constexpr std::string_view kSeveral = R"([{"webhook": "A", "status": [202, "404", "3XX"]}])";
  EXPECT_THAT(VerificationOf(kSeveral).answered(1, 202).answered(1, 404).answered(1, 307).finish(),
              IsEmpty());
  EXPECT_EQ(VerificationOf(kSeveral).answered(1, 200).finish().at(0).expected, "202 or 404 or 3xx");
  EXPECT_THAT(VerificationOf(kAny).attempted(1, Outcome::kTimeout).finish(), SizeIs(1));
}

TEST(Verification, AttemptsMayEndInAClassOfStatuses) {
  constexpr std::string_view kExpect =
      R"([{"webhook": "A", "attempts": ["5xx", "timeout", "2xx"]}])";
  VerificationOf met(kExpect);
  met.tried(1, Outcome::kAnswered, 503).tried(1, Outcome::kTimeout);
  EXPECT_THAT(met.tried(1, Outcome::kAnswered, 202).finish(), IsEmpty());
  VerificationOf unmet(kExpect);
  unmet.tried(1, Outcome::kAnswered, 503).tried(1, Outcome::kTimeout);
  EXPECT_THAT(unmet.tried(1, Outcome::kAnswered, 404).finish(), SizeIs(1));
}

TEST(Verification, BoundsItsMismatchesAndSaysHowManyWereLeftOut) {
  VerificationOf scenario(R"([{"webhook": "A", "fields": {"a": "1"}}])");
  for (int i = 0; i < 1500; ++i) scenario.caught(1, {});
  const auto mismatches = scenario.finish();
  ASSERT_THAT(mismatches, SizeIs(Verification::kMismatchesMax + 1));
  EXPECT_EQ(mismatches.back().actual, "500 more mismatches were left out");
}

TEST(Verification, SaysThatEachAttemptIsARequestWhereThereAreTooMany) {
  VerificationOf scenario(R"([{"webhook": "A", "count": 1, "fields": {"type": "open"}}])");
  Attempt again = attempt_of(1, Outcome::kAnswered, 500);
  again.state = DeliveryState::kPending;
  scenario.verification().add_attempt(1, again, std::nullopt);
  scenario.answered(1, 200).caught(1, {{"type", "open"}}).caught(1, {{"type", "open"}});
  const auto mismatches = scenario.finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0].hint, "a request for each attempt: 2 at 1 delivery");
}

TEST(Verification, SaysThatAWebhookWasSwitchedOffWhereRequestsAreMissing) {
  VerificationOf scenario(R"([{"webhook": "A", "count": 1}])");
  Attempt attempt = attempt_of(1, Outcome::kAnswered, 410);
  attempt.switched_off = "since it answered 410";
  scenario.verification().add_attempt(1, attempt, std::nullopt);
  const auto mismatches = scenario.finish();
  ASSERT_THAT(mismatches, SizeIs(1));
  EXPECT_EQ(mismatches[0].hint,
            "its one delivery failed: answered 410; it is switched off since it answered 410");
}

TEST(Verification, NamesTheOtherFormOfAListThatIsAbsent) {
  const auto hint_of = [](std::string_view expect, const FormFields& form) {
    const auto mismatches = VerificationOf(expect).caught(1, form).finish();
    return mismatches.size() == 1 ? mismatches[0].hint : "";
  };
  EXPECT_EQ(hint_of(R"([{"webhook": "A", "fields": {"list": "1"}}])", {{"list[0][id]", "1"}}),
            "there is \"list[0][id]\" instead");
  EXPECT_EQ(hint_of(R"([{"webhook": "A", "fields": {"list[0][id]": "1"}}])", {{"list", "1"}}),
            "there is \"list\" instead");
  EXPECT_EQ(hint_of(R"([{"webhook": "A", "fields": {"list": "1"}}])", {{"listing[x]", "1"}}), "");
}

}  // namespace
}  // namespace hookline
