#include "catcher/log/capture_line.h"

#include "catcher/captures/json/capture_json.h"
#include "tests/support/made_capture.h"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <string>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace hookline {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::MatchesRegex;

std::string text_of(const Capture& capture) {
  return CaptureLine(capture, {}).with_id(12);
}

/// With the escape sequences spelled <N>.
std::string coloured(const Capture& capture) {
  const auto line = CaptureLine(capture, {.colour = true}).with_id(12);
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '\x1b') {
      out += line[i];
      continue;
    }
    const auto end = line.find('m', i);
    out += "<" + line.substr(i + 2, end - i - 2) + ">";
    i = end;
  }
  return out;
}

TEST(CaptureLine, SaysWhatCameAndWhatWentBack) {
  Capture capture = form_capture("/orders?x=1", "a=b");
  EXPECT_THAT(text_of(capture),
              MatchesRegex("..:..:..\\.123 #12 POST /orders\\?x=1 3 B -> 200 in 0\\.2 ms\n"));
  capture.channel = "shop";
  capture.body_bytes = 1434;
  capture.reply = {503, {}, 2000, "half", 0};
  EXPECT_THAT(
      text_of(capture),
      EndsWith(" POST /orders?x=1 [shop] 1.4 KiB -> 503 half after 2s by rule 0 in 0.2 ms\n"));
}

TEST(CaptureLine, SaysNoDurationWhereNoneWasMeasured) {
  Capture capture = form_capture("/a", "");
  capture.duration_us = 0;
  EXPECT_THAT(text_of(capture), EndsWith(" -> 200\n"));
  capture.duration_us = 99;
  EXPECT_THAT(text_of(capture), EndsWith(" -> 200 in < 0.1 ms\n"));
  capture.duration_us = 100;
  EXPECT_THAT(text_of(capture), EndsWith(" -> 200 in 0.1 ms\n"));
}

TEST(CaptureLine, SaysWhyARequestWasRefused) {
  Capture capture = capture_of("");
  capture.reply.status = 400;
  capture.refusal = "no\x1b[2J HTTP";
  EXPECT_THAT(text_of(capture), EndsWith("#12 ? ? 0 B -> 400 in 0.2 ms: no\\x1b[2J HTTP\n"));
}

TEST(CaptureLine, WritesSizesAsThePageDoes) {
  Capture capture = form_capture("/", "");
  for (const auto& [bytes, text] : {std::pair<std::uint64_t, const char*>{0, " 0 B "},
                                    {1023, " 1023 B "},
                                    {1024, " 1.0 KiB "},
                                    {20u << 20, " 20 MiB "},
                                    {std::uint64_t{3} << 30, " 3.0 GiB "}}) {
    capture.body_bytes = bytes;
    EXPECT_THAT(text_of(capture), HasSubstr(text));
  }
}

TEST(CaptureLine, TellsTheLocalTime) {
  Capture capture = form_capture("/", "");
  const std::time_t second = capture.received_us / 1'000'000;
  std::tm local{};
  ::localtime_r(&second, &local);
  char expected[16];
  std::strftime(expected, sizeof expected, "%H:%M:%S.123", &local);
  EXPECT_TRUE(text_of(capture).starts_with(expected)) << text_of(capture);
  capture.received_us += 1'000'000;
  EXPECT_FALSE(text_of(capture).starts_with(expected)) << text_of(capture);
}

TEST(CaptureLine, ColoursMethodStatusAndFault) {
  Capture capture = form_capture("/a?b", "");
  EXPECT_THAT(coloured(capture),
              EndsWith("#<0>12 <32>POST<0> /a<2>?b<0> 0 B<2> -> <0><32>200<0><2> in 0.2 ms<0>\n"));
  capture.method = "DELETE";
  capture.reply = {503, {}, 0, "reset"};
  EXPECT_THAT(coloured(capture), HasSubstr(" <31>DELETE<0> "));
  EXPECT_THAT(coloured(capture), HasSubstr("<31>503<0><31> reset<0>"));
  capture.reply.status = 404;
  EXPECT_THAT(coloured(capture), HasSubstr("<33>404<0>"));
  capture.reply.status = 301;
  EXPECT_THAT(coloured(capture), HasSubstr("<36>301<0>"));
}

TEST(CaptureLine, NeverLetsTheSenderColour) {
  Capture capture = capture_of("GE\x1b[31mT /\x1b]0;title\x07 HTTP/1.1\r\n\r\n");
  capture.channel = "\x1b[5m";
  const auto line = text_of(capture);
  EXPECT_EQ(line.find('\x1b'), std::string::npos);
  EXPECT_EQ(line.find('\x07'), std::string::npos);
  EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
}

TEST(CaptureLine, IsTheCapturesJsonForPrograms) {
  Capture capture = form_capture("/a", "x=1\n\x1b[31m");
  const auto line = CaptureLine(capture, {.format = LineFormat::kJson}).with_id(7);
  capture.id = 7;
  EXPECT_EQ(line, capture_json(capture) + "\n");
}

/// Sets or removes a variable of the environment for a while.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    had_ = std::getenv(name) != nullptr;
    value == nullptr ? ::unsetenv(name) : ::setenv(name, value, 1);
  }
  ~Variable() { had_ ? ::setenv(name_, before_.c_str(), 1) : ::unsetenv(name_); }

 private:
  const char* name_;
  std::string before_;
  bool had_ = false;
};

TEST(LineStyle, HasColourOnATerminalAloneAndNotAgainstTheUsersWish) {
  const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
  ASSERT_GE(terminal, 0);
  const Variable type("TERM", "xterm");
  const Variable wish("NO_COLOR", nullptr);
  EXPECT_TRUE(wants_colour(terminal));
  const int file = ::open("/dev/null", O_WRONLY);
  EXPECT_FALSE(wants_colour(file));
  {
    const Variable no("NO_COLOR", "1");
    EXPECT_FALSE(wants_colour(terminal));
  }
  {
    const Variable empty("NO_COLOR", "");
    EXPECT_TRUE(wants_colour(terminal));
  }
  {
    const Variable dumb("TERM", "dumb");
    EXPECT_FALSE(wants_colour(terminal));
  }
  ::close(file);
  ::close(terminal);
}

}  // namespace
}  // namespace hookline
