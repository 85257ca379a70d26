#include "catcher/captures/filters/capture_filter.h"

#include "catcher/base/units/timestamp.h"
#include "catcher/captures/filters/conditions/byte_search.h"
#include "catcher/captures/filters/text/text_search.h"
#include "catcher/captures/views/capture_view.h"
#include "tests/support/gzip.h"
#include "tests/support/made_capture.h"

#include <algorithm>
#include <random>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string refusal_of(const FormFields& query) {
  try {
    const CaptureFilter filter(query);
  } catch (const std::invalid_argument& refused) {
    return refused.what();
  }
  return "";
}

CaptureFilter filter_of(const FormFields& query) {
  return CaptureFilter(query);
}

bool matches(const CaptureFilter& filter, const Capture& capture) {
  return filter.matches(capture);
}

std::vector<std::string> mismatches(const CaptureFilter& filter, const Capture& capture) {
  return filter.mismatches(capture);
}

/// That very value.
WantedField wanted(const FormField& field) {
  return {field.name, ValuePattern(with_literal_stars(field.value))};
}

CaptureFilter text_filter(std::string text) {
  return filter_of({{"text", std::move(text)}});
}

CaptureFilter form_filter(FormFields fields) {
  for (FormField& field : fields) field.name.insert(0, "form.");
  return filter_of(fields);
}

CaptureFilter path_filter(std::string path) {
  return filter_of({{"path", std::move(path)}});
}

Capture chunked_form(const std::string& framed) {
  return capture_of(
      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n"
      "Content-Type: application/x-www-form-urlencoded\r\n\r\n" +
      framed);
}

TEST(FilterFromQuery, TakesEveryFilterAndLeavesTheRest) {
  const auto filter = filter_of({{"after", "3"},
                                 {"id", "17,3"},
                                 {"id", "3,20"},
                                 {"method", "POST"},
                                 {"path", "/a*"},
                                 {"text", "x"},
                                 {"channel", ""},
                                 {"status", "404"},
                                 {"since", "1970-01-01T00:00:01Z"},
                                 {"until", "1970-01-01T00:00:02Z"},
                                 {"limit", "10"},
                                 {"form.a[b]", "c"},
                                 {"form.a[b]", "d"},
                                 {"header.X", "y"},
                                 {"unknown.thing", "z"}});
  EXPECT_THAT(
      filter.asked(),
      ElementsAre(FormField{"id", "17,3,3,20"}, FormField{"method", "POST"},
                  FormField{"path", "/a*"}, FormField{"channel", ""}, FormField{"text", "x"},
                  FormField{"status", "404"}, FormField{"since", "1970-01-01T00:00:01Z"},
                  FormField{"until", "1970-01-01T00:00:02Z"}, FormField{"form.a[b]", "c"},
                  FormField{"form.a[b]", "d"}, FormField{"header.X", "y"}));
  EXPECT_FALSE(filter.empty());
  EXPECT_TRUE(filter_of({{"after", "1"}}).empty());
}

TEST(FilterFromQuery, RefusesWhatMakesNoSense) {
  EXPECT_THAT(refusal_of({{"status", "ok"}}), HasSubstr("status is \"ok\""));
  EXPECT_THAT(refusal_of({{"status", ""}}), HasSubstr("from 100 to 999"));
  EXPECT_THAT(refusal_of({{"status", "20"}}), HasSubstr("from 100 to 999"));
  EXPECT_THAT(refusal_of({{"status", "200 "}}), HasSubstr("from 100 to 999"));
  EXPECT_THAT(refusal_of({{"status", "\xff\x1b[31m"}}), HasSubstr("\"\\xff\\x1b[31m\""));
  EXPECT_THAT(refusal_of({{"method", "A"}, {"method", "B"}}), HasSubstr("method is given twice"));
  EXPECT_THAT(refusal_of({{"status", "200"}, {"status", "201"}}), HasSubstr("given twice"));
  for (const char* ids : {"", "a", "3,", ",3", "3,,4", "-1", "3 4"}) {
    EXPECT_THAT(refusal_of({{"id", ids}}), HasSubstr("expected whole numbers")) << ids;
  }
  std::string many = "1";
  for (int id = 2; id <= 1'001; ++id) many += fmt::format(",{}", id);
  EXPECT_THAT(refusal_of({{"id", many}}), HasSubstr("more than 1000"));
  EXPECT_THAT(refusal_of({{"since", "noon"}}), HasSubstr("since is \"noon\"; expected a time"));
  EXPECT_THAT(refusal_of({{"until", "2024-02-28T10:45:41Z"}, {"until", "2024-02-28T10:45:41Z"}}),
              HasSubstr("until is given twice"));
  EXPECT_THAT(refusal_of({{"form.", "x"}}), HasSubstr("form.NAME=VALUE"));
  EXPECT_THAT(refusal_of({{"header.", "x"}}), HasSubstr("header.NAME=VALUE"));
}

TEST(Matches, EverythingWithAnEmptyFilter) {
  EXPECT_TRUE(matches({}, Capture()));
}

TEST(Matches, PathsExactlyOrByTheirStart) {
  const auto capture = form_capture("/a/b?c=d", "");
  EXPECT_TRUE(matches(path_filter("/a/b"), capture));
  EXPECT_TRUE(matches(path_filter("/a*"), capture));
  EXPECT_TRUE(matches(path_filter("*"), capture));
  EXPECT_FALSE(matches(path_filter("/a"), capture));
  EXPECT_FALSE(matches(path_filter("/a/b?c=d"), capture));
  EXPECT_TRUE(matches(path_filter("/*/b"), capture));
  EXPECT_FALSE(matches(path_filter("/\\*/b"), capture)) << "the star itself";
  EXPECT_FALSE(matches(path_filter("/A*"), capture));
}

TEST(Matches, OneOfSeveralIds) {
  auto capture = form_capture("/", "");
  const auto filter = filter_of({{"id", "17,3"}});
  EXPECT_FALSE(matches(filter, capture));
  capture.id = 17;
  EXPECT_TRUE(matches(filter, capture));
  EXPECT_THAT(mismatches(filter, capture), IsEmpty());
  capture.id = 4;
  EXPECT_THAT(mismatches(filter, capture), ElementsAre("id 4 is none of those asked for"));
}

TEST(Matches, TimesFromTheFirstUpToButNotTheLast) {
  auto capture = form_capture("/", "");
  capture.received_us = 2'000'000;
  const auto from_to = [](std::int64_t since_us, std::int64_t until_us) {
    return filter_of({{"since", timestamp_text(since_us)}, {"until", timestamp_text(until_us)}});
  };
  EXPECT_TRUE(matches(from_to(2'000'000, 2'000'001), capture));
  auto filter = filter_of({{"since", timestamp_text(2'000'001)}});
  EXPECT_FALSE(matches(filter, capture));
  EXPECT_THAT(mismatches(filter, capture),
              ElementsAre("it was received at 1970-01-01T00:00:02.000000Z, before "
                          "1970-01-01T00:00:02.000001Z"));
  filter = filter_of({{"until", timestamp_text(2'000'000)}});
  EXPECT_FALSE(matches(filter, capture));
  EXPECT_THAT(mismatches(filter, capture), ElementsAre(HasSubstr("not before")));
}

TEST(Matches, FormFieldsWhicheverWayTheyAreEncoded) {
  const auto capture = form_capture("/", "contact%5bemail%5D=a%40b.c&n+1=%zz&empty&=v&x=1&x=2");
  EXPECT_TRUE(matches(form_filter({{"contact[email]", "a@b.c"}}), capture));
  EXPECT_TRUE(matches(form_filter({{"n 1", "%zz"}}), capture));
  EXPECT_TRUE(matches(form_filter({{"empty", ""}}), capture));
  EXPECT_TRUE(has_form_field(bytes_of(capture), wanted({"", "v"}))) << "no query asks for it";
  EXPECT_TRUE(matches(form_filter({{"x", "1"}, {"x", "2"}}), capture));
  EXPECT_FALSE(matches(form_filter({{"x", "1"}, {"x", "3"}}), capture));
  EXPECT_FALSE(matches(form_filter({{"x", "12"}}), capture));
  EXPECT_FALSE(matches(form_filter({{"x", ""}}), capture));
  EXPECT_FALSE(matches(form_filter({{"contact[email]", "a@b"}}), capture));
  EXPECT_FALSE(matches(form_filter({{"CONTACT[email]", "a@b.c"}}), capture));
}

TEST(Matches, FormFieldsOfChunkedAndCompressedForms) {
  EXPECT_TRUE(
      matches(form_filter({{"ab", "cd"}}), chunked_form("2\r\nab\r\n3\r\n=cd\r\n0\r\n\r\n")));
  const auto packed = capture_of(
      "POST / HTTP/1.1\r\nContent-Encoding: gzip\r\n"
      "Content-Type: application/x-www-form-urlencoded\r\n\r\n" +
      gzip("a=b"));
  EXPECT_TRUE(matches(form_filter({{"a", "b"}}), packed));
  EXPECT_FALSE(matches(form_filter({{"a", "c"}}), packed));
}

TEST(Matches, NoFieldOfWhatIsNoForm) {
  EXPECT_FALSE(matches(form_filter({{"a", "b"}}),
                       capture_of("POST / HTTP/1.1\r\nContent-Type: text/plain\r\n\r\na=b")));
}

TEST(Matches, FieldsOfWhatTheFormReaderTakesForAForm) {
  for (const char* types : {"application/x-www-form-urlencodedx\r\n",
                            "text/plain\r\nContent-Type: application/x-www-form-urlencoded\r\n",
                            "application/x-www-form-urlencoded\r\nContent-Type: text/plain\r\n",
                            "APPLICATION/x-www-form-urlencoded ; charset=x\r\n"}) {
    const auto capture =
        capture_of("POST / HTTP/1.1\r\nContent-Type: " + std::string(types) + "\r\na=b");
    EXPECT_EQ(matches(form_filter({{"a", "b"}}), capture), form_of(capture).has_value()) << types;
  }
}

TEST(Matches, FieldsAsTheFormReaderReadsThem) {
  std::mt19937 random(20240228);
  const std::string alphabet = "ab=&%+4123F[";
  for (int round = 0; round < 3000; ++round) {
    std::string body;
    for (auto length = random() % 12; length > 0; --length) {
      body += alphabet[random() % alphabet.size()];
    }
    const auto capture = form_capture("/", body);
    for (const FormField& field : decode_form(body)) {
      EXPECT_TRUE(has_form_field(bytes_of(capture), wanted(field))) << body;
    }
    for (const FormField& field : FormFields{{"a", "b"}, {"A", ""}, {"", ""}}) {
      const auto form = decode_form(body);
      const bool there = std::find(form.begin(), form.end(), field) != form.end();
      EXPECT_EQ(has_form_field(bytes_of(capture), wanted(field)), there) << body;
    }
  }
}

TEST(Matches, TextAnywhereButInMethodAndVersion) {
  const auto capture =
      capture_of("POST /Target?q=Needle HTTP/1.1\r\nX-Head: Straw\r\n\r\nThe Body");
  for (const char* text :
       {"needle", "NEEDLE", "/target", "x-head: straw", "straw", "the b", "Y", ""}) {
    EXPECT_TRUE(matches(text_filter(text), capture)) << text;
  }
  for (const char* text : {"POST", "HTTP/1", "needles", "body "}) {
    EXPECT_FALSE(matches(text_filter(text), capture)) << text;
  }
}

TEST(Matches, TextInItsEncodedForms) {
  const auto capture = form_capture("/a%20b", "email=jane%40example.com&name=J%c3%b6rg+M");
  EXPECT_TRUE(matches(text_filter("jane@example.com"), capture));
  EXPECT_TRUE(matches(text_filter("jane%40example.com"), capture));
  EXPECT_TRUE(matches(text_filter("J\xc3\xb6rg M"), capture));
  EXPECT_TRUE(matches(text_filter("/a b"), capture_of("GET %2Fa%20b HTTP/1.1\r\n\r\n")));
}

TEST(Matches, TextAcrossChunksAndInCompressedBodies) {
  EXPECT_TRUE(matches(text_filter("needle"), chunked_form("3\r\nnee\r\n3\r\ndle\r\n0\r\n\r\n")));
  EXPECT_FALSE(
      matches(text_filter("\r\n3\r\n"), chunked_form("3\r\nnee\r\n3\r\ndle\r\n0\r\n\r\n")));
  EXPECT_TRUE(matches(
      text_filter("needle"),
      capture_of("POST / HTTP/1.1\r\nContent-Encoding: gzip\r\n\r\n" + gzip("a Needle in gzip"))));
  EXPECT_TRUE(matches(text_filter("needle"),
                      capture_of("POST / HTTP/1.1\r\nContent-Encoding: deflate\r\n\r\n" +
                                 deflate("a Needle in deflate"))));
  const std::string brotli(
      "\x0b\x03\x80"
      "a=b&c=d"
      "\x03");
  EXPECT_TRUE(matches(text_filter("B&c"),
                      capture_of("POST / HTTP/1.1\r\nContent-Encoding: br\r\n\r\n" + brotli)));
}

Capture typed(const std::string& type, const std::string& body) {
  return capture_of("POST /caf%C3%A9 HTTP/1.1\r\nContent-Type: " + type + "\r\n\r\n" + body);
}

TEST(Matches, TextWithTheEscapesOfJsonUndone) {
  const auto json =
      typed("application/json", R"({"n":"M\u00fcller \ud83d\ude00","u":"a\/b","q":"\"x\"\u0041"})");
  for (const char* text :
       {"M\u00fcller", "m\u00dcLLER", "\U0001f600", "a/b", "\"x\"A", "\\u00fc", "a\\/b"}) {
    EXPECT_TRUE(matches(text_filter(text), json)) << text;
  }
  EXPECT_FALSE(matches(text_filter("M\u00f6ller"), json));
}

TEST(Matches, TextWithTheEntitiesOfXmlUndone) {
  const auto xml =
      typed("text/xml", "<a n=\"&lt;1&gt;\">Tom &amp; J&#xe9;r&#244;me &uuml;&#65; &unknown;</a>");
  for (const char* text : {"Tom & J\u00e9r\u00f4me", "<1>", "\u00fca", "&amp;", "&unknown;"}) {
    EXPECT_TRUE(matches(text_filter(text), xml)) << text;
  }
}

TEST(Matches, TextInsideFormsOfEveryKind) {
  EXPECT_TRUE(matches(text_filter("contact[email] x"), form_capture("/", "a=contact[email]+x")));
  EXPECT_TRUE(matches(text_filter("abc"), form_capture("/", "a=%61b%63")));
  // As GitHub sends it: JSON within a form.
  EXPECT_TRUE(matches(text_filter("M\u00fcller & Co"),
                      form_capture("/", "payload=%7B%22n%22%3A%22M%5Cu00fcller+%26+Co%22%7D")));
  EXPECT_TRUE(
      matches(text_filter("M\u00fcller"), form_capture("/", "n=M%FCller&charset=windows-1252")));
  EXPECT_TRUE(matches(text_filter("/caf\u00e9"), typed("text/plain", "")));
}

TEST(Matches, TextInOtherCharsets) {
  EXPECT_TRUE(
      matches(text_filter("m\u00fcller"), typed("text/plain; charset=iso-8859-1", "M\xfcller")));
  EXPECT_TRUE(
      matches(text_filter("m\u00fcller"),
              typed("text/xml", "<?xml version=\"1.0\" encoding=\"latin1\"?><a>M\xfcller</a>")));
  EXPECT_TRUE(
      matches(text_filter("ab"), typed("text/plain; charset=utf-16le", std::string("a\0b\0", 4))));
  EXPECT_TRUE(matches(text_filter("ab"), typed("text/plain", std::string("\xff\xfe"
                                                                         "a\0b\0",
                                                                         6))));
  EXPECT_FALSE(matches(text_filter("m\u00fcller"), typed("text/plain", "M\xfcller")));
}

TEST(Matches, TextInThisCaseWhereItIsAskedFor) {
  const auto exact = [](std::string text) { return filter_of({{"exact", std::move(text)}}); };
  const auto capture = typed("application/json", R"({"n":"Order M\u00fcller"})");
  EXPECT_TRUE(matches(exact("Order M\u00fcller"), capture));
  EXPECT_FALSE(matches(exact("order"), capture));
  EXPECT_FALSE(matches(exact("M\u00dcller"), capture));
  EXPECT_TRUE(matches(text_filter("oRDER m\u00dcLLER"), capture));
  EXPECT_THAT(mismatches(exact("order"), capture),
              ElementsAre(HasSubstr("text= finds it in others")));
  EXPECT_THAT(mismatches(exact("nothing"), capture),
              ElementsAre("\"nothing\" is nowhere in target, headers or body"));
}

TEST(Matches, LettersOfEitherCaseBeyondAscii) {
  for (const auto& [there, text] : std::vector<std::pair<std::string, std::string>>{
           {"\u00c4\u00d6\u00dc", "\u00e4\u00f6\u00fc"},
           {"\u0142\u00f3d\u017a", "\u0141\u00d3D\u0179"},
           {"\u041c\u043e\u0441\u043a\u0432\u0430 \u0401",
            "\u043c\u041e\u0421\u041a\u0412\u0410 \u0451"},
           {"\u03b1\u03b2\u03b3", "\u0391\u0392\u0393"},
           {"\u00df", "\u00df"}}) {
    EXPECT_TRUE(matches(text_filter(text), typed("text/plain", there))) << text;
  }
  EXPECT_FALSE(matches(text_filter("\u00d7"), typed("text/plain", "\u00f7")));
}

TEST(Matches, PathsAsSentAndAsABrowserShowsThem) {
  const auto at = [](const std::string& target) {
    return capture_of("GET " + target + " HTTP/1.1\r\n\r\n");
  };
  for (const char* target : {"/caf%C3%A9/a%20b", "/caf%c3%a9/a%20b", "/caf\xc3\xa9/a%20b"}) {
    EXPECT_TRUE(matches(path_filter("/caf\u00e9/a b"), at(target))) << target;
    EXPECT_TRUE(matches(path_filter("/caf\u00e9/a%20b"), at(target))) << target;
    EXPECT_TRUE(matches(path_filter("/caf%C3%A9/*"), at(target))) << target;
    EXPECT_FALSE(matches(path_filter("/cafe/a b"), at(target))) << target;
  }
  EXPECT_TRUE(matches(path_filter("/~jane"), at("/%7Ejane")));
  EXPECT_FALSE(matches(path_filter("/a/b~"), at("/a%2Fb~")));
  EXPECT_TRUE(matches(path_filter("/a%2fb~"), at("/a%2Fb~")));
  EXPECT_TRUE(matches(path_filter("/100%25"), at("/100%25")));
}

TEST(Mismatches, SayWhatToWriteInsteadOfAPath) {
  const auto capture = capture_of("GET /Orders/ HTTP/1.1\r\n\r\n");
  for (const auto& [path, hint] : std::vector<std::pair<std::string, std::string>>{
           {"/Orders/?x=1", "write path=/Orders/ and look for the rest with text="},
           {"http://127.0.0.1:8080/a", "write the path alone: path=/a"},
           {"Orders/", "write path=/Orders/"},
           {"/orders/", "upper and lower case count"},
           {"/Orders", "the last \"/\" counts"}}) {
    EXPECT_THAT(mismatches(path_filter(path), capture), ElementsAre(HasSubstr(hint))) << path;
  }
}

TEST(Mismatches, LeaveUtf8AsItIs) {
  EXPECT_THAT(mismatches(form_filter({{"n", "M\u00fcller"}}), form_capture("/", "n=M%C3%B6ller")),
              ElementsAre("form field \"n\" is \"M\u00f6ller\", not \"M\u00fcller\""));
  std::string many;
  for (int i = 0; i < 100; ++i) many += "\u00fc";
  EXPECT_THAT(mismatches(text_filter("a" + many), capture_of("GET / HTTP/1.1\r\n\r\n")),
              ElementsAre(testing::Not(HasSubstr("\\x"))));
}

TEST(Matches, FieldsOfMultipartAndOddlyAnnouncedForms) {
  const auto multipart =
      typed("multipart/form-data; boundary=x",
            "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb c\r\n--x--");
  EXPECT_TRUE(matches(form_filter({{"a", "b c"}}), multipart));
  EXPECT_FALSE(matches(form_filter({{"a", "b"}}), multipart));
  const std::string type = "application/x-www-form-urlencoded";
  EXPECT_TRUE(matches(form_filter({{"a", "b"}}), typed(type + ",", "a=b")));
  EXPECT_TRUE(matches(form_filter({{"a", "b"}}), typed(type + "\r\nContent-Type: " + type, "a=b")));
  EXPECT_TRUE(matches(form_filter({{"n", "\u00fc"}}), typed(type + "; charset=latin1", "n=%FC")));
  EXPECT_TRUE(matches(form_filter({{"n", "\u00fc"}}), typed(type, "n=%FC&charset=windows-1252")));
  EXPECT_TRUE(
      matches(form_filter({{"a", "b"}}), typed(type + "\r\nContent-Encoding: UTF-8", "a=b")));
}

TEST(Matches, TextInWhatWasNoRequest) {
  Capture capture;
  capture.raw = "PRI * HTTP/2.0 stuff";
  EXPECT_TRUE(matches(text_filter("http/2"), capture));
}

TEST(Mismatches, AreNoneWhereItMatches) {
  EXPECT_THAT(mismatches({}, Capture()), IsEmpty());
  EXPECT_THAT(mismatches(form_filter({{"a", "b"}}), form_capture("/", "a=b")), IsEmpty());
}

TEST(Mismatches, SayWhatIsAndWhatWasWanted) {
  Capture capture = form_capture("/b", "x=1&x=2");
  capture.channel = "c";
  const auto filter = filter_of({{"method", "GET"},
                                 {"path", "/a*"},
                                 {"channel", "d"},
                                 {"status", "500"},
                                 {"text", "nowhere"},
                                 {"form.x", "3"},
                                 {"form.y", "1"},
                                 {"header.HOST", "b"},
                                 {"header.X-None", "1"}});
  EXPECT_THAT(
      mismatches(filter, capture),
      ElementsAre("method is \"POST\", not \"GET\"", "path is \"/b\", not \"/a*\"",
                  "channel is \"c\", not \"d\"", "status is 200, not 500",
                  "header \"HOST\" is \"127.0.0.1:8080\", not \"b\"",
                  "there is no header \"X-None\"", "form field \"x\" is \"1\" and \"2\", not \"3\"",
                  "there is no form field \"y\"",
                  "\"nowhere\" is nowhere in target, headers or body"));
}

TEST(Mismatches, SayThatTheBodyIsNoForm) {
  EXPECT_THAT(mismatches(form_filter({{"a", "b"}}), capture_of("GET / HTTP/1.1\r\n\r\n")),
              ElementsAre("the body is not a form, so there is no field \"a\": it has no body"));
}

TEST(Mismatches, AreShortAndPrintableWhateverCame) {
  const auto capture = form_capture("/", "x=" + std::string(10'000, '\x1b') + "&x=1&x=2&x=3&x=4");
  const auto why = mismatches(form_filter({{"x", "\xff\"\\"}}), capture);
  ASSERT_THAT(why, SizeIs(1));
  EXPECT_LT(why[0].size(), 1000u);
  EXPECT_THAT(why[0], HasSubstr("not \"\\xff\\\"\\\\\""));
  EXPECT_THAT(why[0], HasSubstr("and 2 more"));
  EXPECT_EQ(why[0].find('\x1b'), std::string::npos);
}

TEST(Mismatches, AgreeWithMatches) {
  std::mt19937 random(42);
  const auto pick = [&](auto... options) {
    const std::array values{std::string(options)...};
    return values[random() % values.size()];
  };
  for (int round = 0; round < 2000; ++round) {
    Capture capture = form_capture(pick("/a", "/b", "/a?q=1"), pick("x=1", "x=2&y=1", ""));
    capture.channel = pick("", "c");
    FormFields asked;
    const auto maybe = [&](const std::string& name, auto... options) {
      if (random() % 2) asked.push_back({name, pick(options...)});
    };
    maybe("method", "POST", "GET");
    maybe("path", "/a", "/b", "/*", "/c*");
    maybe("channel", "", "c");
    maybe("text", "x=1", "hookline", "none", "");
    maybe("status", "200", "201");
    maybe("form." + pick("x", "y"), "1", "2");
    maybe("header." + pick("host", "HOST"), "127.0.0.1:8080", "x");
    const auto filter = filter_of(asked);
    EXPECT_EQ(matches(filter, capture), mismatches(filter, capture).empty());
  }
}

TEST(TextSearch, FindsWhatAPlainSearchFinds) {
  std::mt19937 random(7);
  const std::string alphabet = "abAB.";
  const auto random_text = [&](std::size_t length) {
    std::string text;
    while (text.size() < length) text += alphabet[random() % alphabet.size()];
    return text;
  };
  const auto lowered = [](std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(c));
    return text;
  };
  for (int round = 0; round < 20'000; ++round) {
    const auto needle = random_text(1 + random() % 6);
    const auto hay = random_text(random() % 70);
    const bool there = lowered(hay).find(lowered(needle)) != std::string::npos;
    ASSERT_EQ(TextSearch(needle).is_in(hay), there) << needle << " in " << hay;
  }
}

TEST(TextSearch, FindsTheTextAtEveryPosition) {
  for (std::size_t before = 0; before < 50; ++before) {
    for (std::size_t after = 0; after < 20; ++after) {
      const auto hay = std::string(before, '-') + "NeEdle\xff" + std::string(after, '-');
      EXPECT_TRUE(TextSearch("needle\xff").is_in(hay)) << before << ' ' << after;
    }
  }
}

TEST(TextSearch, FoldsLettersOnly) {
  EXPECT_FALSE(TextSearch("@").is_in("`"));
  EXPECT_FALSE(TextSearch("[x]").is_in("{x}"));
  EXPECT_TRUE(TextSearch("Z").is_in("z"));
  EXPECT_FALSE(TextSearch("\xc3\x97").is_in("\xc3\xb7")) << "a sign, not a letter";
  EXPECT_TRUE(TextSearch("\xc3\xa4").is_in("\xc3\x84"));
}

TEST(TextSearch, NeverReadsPastTheEnd) {
  for (std::size_t size = 0; size < 64; ++size) {
    const std::vector<char> exactly(size, 'x');  // the address sanitizer watches its end
    EXPECT_FALSE(TextSearch("xy").is_in({exactly.data(), exactly.size()}));
  }
}

}  // namespace
}  // namespace hookline
