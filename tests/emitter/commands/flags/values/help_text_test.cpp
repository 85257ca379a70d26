#include "emitter/commands/flags/values/help_text.h"

#include <string>

#include <gtest/gtest.h>

namespace hookline {
namespace {

const std::string kIndent(30, ' ');

TEST(FittedHelp, GoesOnBelowWhereTheDescriptionBegan) {
  EXPECT_EQ(fitted_help("  --rate N                    one two three four five\n", 44),
            "  --rate N                    one two three\n" + kIndent + "four five\n");
}

TEST(FittedHelp, KeepsTheIndentOfADescriptionThatHasALineOfItsOwn) {
  EXPECT_EQ(fitted_help("  --rate N Excludes: --queue\n" + kIndent + "one two three\n", 38),
            "  --rate N Excludes: --queue\n" + kIndent + "one two\n" + kIndent + "three\n");
}

TEST(FittedHelp, LeavesAloneWhatFits) {
  const std::string help =
      "Usage: emitter load\n\nOptions:\n  -h,--help                   Print µ\n";
  EXPECT_EQ(fitted_help(help, 37), help);
}

TEST(FittedHelp, KeepsAWordThatIsTooLong) {
  EXPECT_EQ(fitted_help("  --rate N                    " + std::string(90, 'a') + " b\n", 44),
            "  --rate N                    " + std::string(90, 'a') + "\n" + kIndent + "b\n");
}

TEST(FittedHelp, JoinsBlankLines) {
  EXPECT_EQ(fitted_help("a\n\n\n\nb", 10), "a\n\nb\n");
}

}  // namespace
}  // namespace hookline
