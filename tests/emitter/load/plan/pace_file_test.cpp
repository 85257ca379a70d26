#include "emitter/load/plan/pace_file.h"

#include "catcher/base/process/failure.h"
#include "catcher/captures/json/capture_json.h"
#include "tests/support/made_capture.h"
#include "tests/support/refusal.h"
#include "tests/support/temp_folder.h"

#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class PaceFile : public testing::Test {
 protected:
  std::string write(const std::string& text) {
    std::ofstream(folder_.file("pace"), std::ios::binary) << text;
    return folder_.file("pace");
  }
  std::string problem_with(const std::string& text) {
    return test::refusal(ExitCode::kInvalidInput, [&] { read_pace_file(write(text)); });
  }

  TempFolder folder_;
};

TEST_F(PaceFile, ReadsAnExportOfTheCatcher) {
  std::string text;
  for (const std::int64_t second : {10, 12, 13}) {
    Capture capture = form_capture("/a", "a=b&received_at=no");
    capture.received_us = second * 1'000'000;
    text += capture_json(capture) + '\n';
  }
  const RecordedPace pace = read_pace_file(write(text));
  ASSERT_EQ(pace.size(), 3U);
  EXPECT_EQ(pace.offset(1), 2s);
  EXPECT_EQ(pace.offset(2), 3s);
}

TEST_F(PaceFile, ReadsTimeStampsOfEitherKindAndLeavesOutEmptyLines) {
  const RecordedPace stamps =
      read_pace_file(write("2024-02-28T10:45:41Z\r\n\n  2024-02-28T11:45:41.5+01:00\n"));
  EXPECT_EQ(stamps.offset(1), 500ms);
  const RecordedPace seconds = read_pace_file(write("1700000000.25\n1700000001\n"));
  EXPECT_EQ(seconds.offset(1), 750ms);
}

TEST_F(PaceFile, NamesTheLineThatHasNoTime) {
  EXPECT_THAT(problem_with("1\n\nsoon\n"), HasSubstr("pace: line 3: \"soon\" has no time"));
  EXPECT_THAT(problem_with("{\"id\":1}\n"), HasSubstr("line 1: "));
  EXPECT_THAT(problem_with("{\"received_at\":5}\n"), HasSubstr("line 1: "));
  EXPECT_THAT(problem_with("1\n{\"received_at\":\"2024-02-28T10:45:41Z\"\n"),
              HasSubstr("line 2: "));
  for (const std::string bad : {"-1", "1e300", "nan", "99999999999", "\x1b[31m"}) {
    EXPECT_THAT(problem_with("1\n" + bad + "\n"), HasSubstr("line 2: ")) << bad;
  }
  EXPECT_THAT(problem_with("\x1b[31m"), HasSubstr("\\x1b[31m"));
}

TEST_F(PaceFile, RefusesWhatHasNoPace) {
  EXPECT_THAT(problem_with(""), HasSubstr("two moments"));
  EXPECT_THAT(problem_with("5\n5\n"), HasSubstr("two moments"));
}

TEST_F(PaceFile, RefusesWhatIsNoFile) {
  EXPECT_THROW(read_pace_file(folder_.file("none")), Failure);
  EXPECT_THROW(read_pace_file(folder_.file("")), Failure);
}

}  // namespace
}  // namespace hookline
