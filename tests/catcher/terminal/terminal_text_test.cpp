#include "catcher/terminal/terminal_text.h"

#include <string>

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

TEST(TerminalText, ShowsMarksThatTurnTheDirectionOfWriting) {
  EXPECT_EQ(terminal_text("a\xe2\x80\xaegpj.exe", 100), "a\\xe2\\x80\\xaegpj.exe");
  EXPECT_EQ(terminal_text("\xe2\x81\xa6x\xe2\x80\x8f", 100), "\\xe2\\x81\\xa6x\\xe2\\x80\\x8f");
  EXPECT_EQ(terminal_text("\xe2\x80\xa9", 100), "\\xe2\\x80\\xa9");
  EXPECT_EQ(terminal_text("\xd7\xa9\xe2\x80\x93", 100),
            "\xd7\xa9\xe2\x80\x93");  // a letter, a dash
}

}  // namespace
}  // namespace hookline
