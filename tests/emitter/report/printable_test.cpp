#include "emitter/report/printable.h"

#include <string>

#include <gtest/gtest.h>

namespace hookline {
namespace {

TEST(Printable, LeavesSoundUtf8Alone) {
  const std::string text = "aé€😀 \xEF\xBF\xBD";
  EXPECT_EQ(printable(text), text);
}

TEST(Printable, ShowsControlBytes) {
  EXPECT_EQ(printable("a\x1b[2J\n\x7f"), "a\\x1b[2J\\x0a\\x7f");
  EXPECT_EQ(printable(std::string("\0", 1)), "\\x00");
  EXPECT_EQ(printable("\xC2\x9B"), "\\x9b");
}

TEST(Printable, ReplacesWhatIsNotUtf8) {
  const std::string replacement = "\xEF\xBF\xBD";
  EXPECT_EQ(printable("\xff"), replacement);
  EXPECT_EQ(printable("\xC3"), replacement);
  EXPECT_EQ(printable("\xC0\xAF"), replacement + replacement);
  EXPECT_EQ(printable("\xED\xA0\x80"), replacement + replacement + replacement);
  EXPECT_EQ(printable("\xEF\xBF\xBF"), replacement + replacement + replacement);
  EXPECT_EQ(printable("\xF4\x90\x80\x80").size(), 4 * replacement.size());
}

TEST(Printable, EscapesMarkup) {
  EXPECT_EQ(markup_escaped("<a href=\"x\" b='y'>&"),
            "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;");
}

}  // namespace
}  // namespace hookline
