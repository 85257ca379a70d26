#include "catcher/captures/views/capture_warnings.h"

#include "tests/support/made_capture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(CaptureWarnings, AreNoneForAPlainRequest) {
  EXPECT_THAT(warnings_of(form_capture("/", "a=b")), IsEmpty());
  EXPECT_THAT(warnings_of(capture_of("\x16\x03\x01")), IsEmpty());
}

TEST(CaptureWarnings, NameBlankLinesBeforeARequest) {
  const std::string request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  Capture capture = capture_of(request);
  capture.raw = "\r\n\r\n" + request;
  capture.head_bytes = capture.raw.size();
  EXPECT_THAT(warnings_of(capture), ElementsAre(HasSubstr("4 bytes of blank lines")));
}

TEST(CaptureWarnings, NameWhatIsOddAboutTheHost) {
  EXPECT_THAT(warnings_of(capture_of("GET / HTTP/1.1\r\n\r\n")),
              ElementsAre(HasSubstr("no Host header")));
  EXPECT_THAT(warnings_of(capture_of("GET / HTTP/1.1\r\nHost: a, b\r\n\r\n")),
              ElementsAre(HasSubstr("\"a, b\"")));
}

TEST(CaptureWarnings, SayThatAnOfferOfHttp2WasNotTaken) {
  EXPECT_THAT(
      warnings_of(capture_of("GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                             "Upgrade: x, H2C\r\nHTTP2-Settings: AAMAAABk\r\n\r\n")),
      ElementsAre(HasSubstr("HTTP/2")));
}

}  // namespace
}  // namespace hookline
