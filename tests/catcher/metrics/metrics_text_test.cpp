#include "catcher/metrics/metrics_text.h"

#include <gtest/gtest.h>

namespace hookline {
namespace {

TEST(MetricsText, WritesHelpAndTypeOnceAndASamplePerLine) {
  MetricsText text;
  text.begin("a_total", "counter", "What a is.");
  text.sample(1, {{"x", "1"}, {"y", "2"}});
  text.sample(2.5, {}, "_sum");
  text.single("b", "gauge", "What b is.", 7);
  EXPECT_EQ(text.take(),
            "# HELP a_total What a is.\n# TYPE a_total counter\na_total{x=\"1\",y=\"2\"} 1\n"
            "a_total_sum 2.5\n# HELP b What b is.\n# TYPE b gauge\nb 7\n");
}

TEST(MetricsText, EscapesTheValuesOfLabels) {
  MetricsText text;
  text.begin("a", "counter", "A.");
  text.sample(1, {{"x", "\"quoted\"\\\nbroken"}});
  EXPECT_TRUE(text.take().ends_with("\na{x=\"\\\"quoted\\\"\\\\\\nbroken\"} 1\n"));
}

}  // namespace
}  // namespace hookline
