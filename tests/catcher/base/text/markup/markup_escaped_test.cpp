#include "catcher/base/text/markup/markup_escaped.h"

#include <gtest/gtest.h>

namespace hookline {
namespace {

TEST(MarkupEscaped, EscapesWhatMeansSomethingInXmlAndHtml) {
  EXPECT_EQ(markup_escaped("<a href=\"x\" b='y'>&"),
            "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;");
}

TEST(MarkupEscaped, ShowsWhatXmlRefusesAndWhatDeceives) {
  EXPECT_EQ(markup_escaped("\x1b\uFFFF\xff\u202e"), "\\x1b\\uffff\\xff\\u202e");
}

}  // namespace
}  // namespace hookline
