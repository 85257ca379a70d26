#include "catcher/capture_log.h"

#include <chrono>
#include <future>
#include <memory>
#include <sstream>

#include <gtest/gtest.h>

namespace hookline {
namespace {

TEST(TerminalText, ShowsControlBytesInsteadOfObeyingThem) {
  EXPECT_EQ(terminal_text("\x1b[31mred\r\n", 100), "\\x1b[31mred\\x0d\\x0a");
  EXPECT_EQ(terminal_text("\xc2\x9b"
                          "31m",
                          100),
            "\\xc2\\x9b31m");  // the one-byte escape sequence starter in UTF-8
  EXPECT_EQ(terminal_text("a\\b", 100), "a\\\\b");
}

TEST(TerminalText, LeavesUtf8AndEscapesWhatIsNot) {
  EXPECT_EQ(terminal_text("gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x98\x80", 100),
            "gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x98\x80");
  EXPECT_EQ(terminal_text("\xff\xc3", 100), "\\xff\\xc3");
}

TEST(TerminalText, CutsWhatIsTooLong) {
  EXPECT_EQ(terminal_text(std::string(20, 'a'), 5), "aaaaa…");
}

TEST(CaptureLog, WritesAllLinesInOrderBeforeItEnds) {
  std::ostringstream out;
  {
    CaptureLog log(out);
    for (int i = 0; i < 100; ++i) log.write(std::to_string(i) + "\n", 1);
  }
  std::string expected;
  for (int i = 0; i < 100; ++i) expected += std::to_string(i) + "\n";
  EXPECT_EQ(out.str(), expected);
}

/// A terminal that is held up: takes nothing until it is let go.
class HeldBuffer : public std::stringbuf {
 public:
  std::promise<void> let_go;
  std::promise<void> reached;

 protected:
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    if (!held_) {
      held_ = true;
      reached.set_value();
      let_go.get_future().wait();
    }
    return std::stringbuf::xsputn(text, size);
  }

 private:
  bool held_ = false;
};

TEST(CaptureLog, SkipsLinesRatherThanWaitForAHeldTerminal) {
  HeldBuffer buffer;
  std::ostream out(&buffer);
  {
    CaptureLog log(out);
    log.write("first\n", 1);
    buffer.reached.get_future().wait();
    const std::string line(1 << 20, 'x');
    for (int i = 0; i < 10; ++i)
      log.write(line, 1);  // would never return if it waited for the terminal
    buffer.let_go.set_value();
  }
  EXPECT_TRUE(buffer.str().starts_with("first\n"));
  EXPECT_NE(buffer.str().find("... 6 lines skipped"), std::string::npos) << buffer.str().size();
}

}  // namespace
}  // namespace hookline
