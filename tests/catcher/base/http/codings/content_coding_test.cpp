#include "catcher/base/http/codings/content_coding.h"

#include "tests/support/gzip.h"

#include <string>

#include <gtest/gtest.h>

namespace hookline {
namespace {

/// Text that doesn't pack well, so that a cut leaves much of it.
std::string long_text() {
  std::string text;
  for (unsigned i = 0, seed = 1; i < 60'000; ++i) {
    seed = seed * 1'103'515'245 + 12'345;
    text += static_cast<char>('a' + (seed >> 16) % 26);
  }
  return text;
}

std::string cut(const std::string& packed) {
  return packed.substr(0, packed.size() / 2);
}

TEST(ContentCoding, UndoesAllCodingsOfADamagedBodyAsFarAsItGoes) {
  const std::string text = long_text();
  const DecodedBody decoded = decode_body("deflate, gzip", cut(gzip(deflate(text))), 1 << 20);
  EXPECT_TRUE(decoded.undone);
  EXPECT_TRUE(decoded.partial);
  EXPECT_FALSE(decoded.truncated);
  EXPECT_EQ(decoded.problem, "the compressed data ends too soon");
  EXPECT_GT(decoded.data.size(), 10'000u);
  EXPECT_TRUE(text.starts_with(decoded.data));
}

TEST(ContentCoding, GivesTheSameStartWhateverIsAskedFor) {
  const std::string body = cut(gzip(deflate(long_text())));
  const DecodedBody much = decode_body("deflate, gzip", body, 1 << 20);
  const DecodedBody little = decode_body("deflate, gzip", body, 1000);
  EXPECT_TRUE(little.truncated);
  EXPECT_GT(little.data.size(), 0u);
  EXPECT_TRUE(much.data.starts_with(little.data));
}

TEST(ContentCoding, KeepsWhatADamagedCodingGaveWhereTheNextCannotBeUndone) {
  const std::string text = long_text();
  const DecodedBody decoded = decode_body("deflate, gzip", cut(gzip(text)), 1 << 20);
  EXPECT_EQ(decoded.problem, "the compressed data ends too soon");
  EXPECT_GT(decoded.data.size(), 10'000u);
  EXPECT_TRUE(text.starts_with(decoded.data));
}

TEST(ContentCoding, GivesWhatStandsBeforeTheDamageInBrotli) {
  // References back to what was never there are what makes damage certain.
  std::string form;
  for (unsigned i = 0; i < 20'000; ++i)
    form += "field" + std::to_string(i * 7919) + "=" + std::to_string(i * i) + "&";
  std::string body = brotli(form);
  const std::size_t half = body.size() / 2;
  const DecodedBody ended = decode_body("br", body.substr(0, half), 1 << 20);
  body.replace(half, 100, 100, '\xff');
  const DecodedBody damaged = decode_body("br", body, 1 << 20);
  EXPECT_NE(damaged.problem.find("damaged at byte"), std::string::npos) << damaged.problem;
  EXPECT_TRUE(damaged.partial);
  EXPECT_GT(ended.data.size(), 10'000u);
  EXPECT_TRUE(damaged.data.starts_with(ended.data));
  EXPECT_EQ(decode_body("br", brotli(form), 1 << 20).data, form);
}

TEST(ContentCoding, KeepsWhatWasUndoneBehindACodingThatNobodyKnows) {
  const DecodedBody decoded = decode_body("lzma, gzip", gzip("text"), 1000);
  EXPECT_TRUE(decoded.undone);
  EXPECT_EQ(decoded.data, "text");
  EXPECT_NE(decoded.problem, "");
}

TEST(ContentCoding, LeavesABodyWithoutCodings) {
  const DecodedBody decoded = decode_body("", "text", 3);
  EXPECT_EQ(decoded.data, "tex");
  EXPECT_TRUE(decoded.truncated);
  EXPECT_TRUE(decoded.undone);
}

}  // namespace
}  // namespace hookline
