#include "catcher/base/http/bodies/form.h"

#include <random>

#include <gtest/gtest.h>

namespace hookline {
namespace {

std::string encoded(std::string_view text) {
  std::string out;
  append_form_encoded(out, text);
  return out;
}

TEST(Form, EncodesEveryByteAsPhpDoes) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text(1, static_cast<char>(byte));
    char escape[4];
    std::snprintf(escape, sizeof escape, "%%%02X", byte);
    const bool bare = std::isalnum(byte) != 0 || byte == '-' || byte == '_' || byte == '.';
    const std::string expected = bare ? text : byte == ' ' ? "+" : escape;
    EXPECT_EQ(encoded(text), expected) << byte;
  }
}

TEST(Form, EncodesAWholeBodyAsHttpBuildQueryDoes) {
  const FormFields fields = {{"type", "contact_tag_added"},
                             {"date_time", "2024-02-28T07:04:13-06:00"},
                             {"contact[email]", "jane.doe@example.com"},
                             {"contact[phone]", ""},
                             {"contact[tags]", "customer, vip"},
                             {"contact[fields][1]", "||A||B~||"}};
  EXPECT_EQ(encode_form(fields),
            "type=contact_tag_added&date_time=2024-02-28T07%3A04%3A13-06%3A00&contact%5Bemail%5D="
            "jane.doe%40example.com&"
            "contact%5Bphone%5D=&contact%5Btags%5D=customer%2C+vip&contact%5Bfields%5D%5B1%5D=%7C%"
            "7CA%7C%7CB%7E%7C%7C");
}

TEST(Form, LeavesUtf8AndBrokenUtf8AsTheirBytes) {
  EXPECT_EQ(encoded("\xc3\xa4"), "%C3%A4");
  EXPECT_EQ(encoded("\xff\xfe"), "%FF%FE");
}

TEST(Form, HasNoLimitOnTheLengthOfAField) {
  const std::string note(5 << 20, 'n');
  const std::string body = encode_form(FormFields{{"note", note}});
  EXPECT_EQ(body.size(), note.size() + 5);
  EXPECT_EQ(decode_form(body).front().value.size(), note.size());
}

TEST(Form, EncodesALongTextAsItsBytes) {
  std::string text;
  std::string expected;
  for (int i = 0; i < 20'000; ++i) {
    text += static_cast<char>(i * 7);
    append_form_encoded(expected, text.substr(text.size() - 1));
  }
  EXPECT_EQ(encoded(text), expected);
}

TEST(Form, ReadsBackWhateverWasWritten) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 200; ++round) {
    FormFields fields(random() % 6);
    for (FormField& field : fields) {
      field.name = "n";  // a pair with an empty name and value would be an empty part
      for (unsigned i = random() % 8; i > 0; --i) field.name += static_cast<char>(random());
      for (unsigned i = random() % 40; i > 0; --i) field.value += static_cast<char>(random());
    }
    EXPECT_EQ(decode_form(encode_form(fields)), fields);
  }
}

TEST(Form, ReadsRepeatsOrderAndMissingValues) {
  const FormFields expected = {{"b", "2"}, {"a", ""}, {"b", "3"}, {"c", ""}, {"", "x"}};
  EXPECT_EQ(decode_form("b=2&a&b=3&&c=&=x"), expected);
}

TEST(Form, KeepsAPercentSignThatStartsNoEscape) {
  EXPECT_EQ(decode_form("a=100%&b=%zz&c=%4").front().value, "100%");
  EXPECT_EQ(decode_form("b=%zz").front().value, "%zz");
  EXPECT_EQ(decode_form("c=%4").front().value, "%4");
  EXPECT_EQ(decode_form("d=%41%4a%4A").front().value, "AJJ");
}

TEST(Form, DecodesAPlusInAFormButNotInAPath) {
  EXPECT_EQ(decode_form("a=1+1").front().value, "1 1");
  EXPECT_EQ(decode_percent("/a+b%20c"), "/a+b c");
}

TEST(Form, SplitsAtTheFirstEqualsSign) {
  EXPECT_EQ(decode_form("a=b=c").front().value, "b=c");
}

}  // namespace
}  // namespace hookline
