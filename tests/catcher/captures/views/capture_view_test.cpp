#include "catcher/captures/views/capture_view.h"

#include "tests/support/gzip.h"
#include "tests/support/made_capture.h"

#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Headers headers_in(const std::string& lines) {
  return headers_of(capture_of("GET / HTTP/1.1\r\n" + lines + "\r\n"));
}

std::string path_in(const std::string& target) {
  Capture capture;
  capture.target = target;
  return std::string(path_of(capture));
}

std::string chunked_body(const std::string& framed) {
  return body_of(
      capture_of("POST / HTTP/1.1\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n" + framed));
}

std::optional<FormFields> form_in(const std::string& headers, const std::string& body) {
  return form_of(capture_of("POST / HTTP/1.1\r\n" + headers + "\r\n" + body));
}

TEST(HeadersOf, KeepOrderCaseAndRepeats) {
  EXPECT_THAT(headers_in("b: 1\r\nA: 2\r\nB: 3\r\nb: 4\r\n"),
              ElementsAre(Header{"b", "1"}, Header{"A", "2"}, Header{"B", "3"}, Header{"b", "4"}));
}

TEST(HeadersOf, StripBlanksAroundTheValueAlone) {
  EXPECT_THAT(headers_in("A: \t x y \t\r\nB:z\r\nC :w\r\n"),
              ElementsAre(Header{"A", "x y"}, Header{"B", "z"}, Header{"C ", "w"}));
}

TEST(HeadersOf, DecodeNothing) {
  EXPECT_THAT(headers_in("A: t%3D1%0d%0a\r\nB: \xff\x80\xc3\xa4\r\n"),
              ElementsAre(Header{"A", "t%3D1%0d%0a"}, Header{"B", "\xff\x80\xc3\xa4"}));
}

TEST(HeadersOf, KeepFoldsAsSent) {
  EXPECT_THAT(headers_in("A: one\r\n two\r\n\tthree \r\nB: x\r\n"),
              ElementsAre(Header{"A", "one\r\n two\r\n\tthree"}, Header{"B", "x"}));
  EXPECT_THAT(headers_in("A:\r\n later\r\nB: x\r\n \r\nC: y\r\n"),
              ElementsAre(Header{"A", "later"}, Header{"B", "x"}, Header{"C", "y"}));
}

TEST(HeadersOf, ShowLinesWithoutAColon) {
  EXPECT_THAT(headers_in("what is this\r\nA: b\r\n: c\r\n"),
              ElementsAre(Header{"what is this", ""}, Header{"A", "b"}, Header{"", "c"}));
}

TEST(HeadersOf, TakeBareLineFeeds) {
  Capture capture;
  capture.raw = "GET / HTTP/1.1\nA: b\nC: d\n\n";
  capture.head_bytes = capture.raw.size();
  EXPECT_THAT(headers_of(capture), ElementsAre(Header{"A", "b"}, Header{"C", "d"}));
}

TEST(HeadersOf, ShowAHeadThatWasCut) {
  EXPECT_THAT(headers_of(capture_of("GET / HTTP/1.1\r\nA: b\r\nX-Cu")),
              ElementsAre(Header{"A", "b"}, Header{"X-Cu", ""}));
  EXPECT_THAT(headers_of(capture_of("GE")), IsEmpty());
  EXPECT_THAT(headers_of(Capture()), IsEmpty());
}

TEST(HeadersOf, KeepZeroBytes) {
  EXPECT_THAT(headers_of(capture_of(std::string("GET / HTTP/1.1\r\nA: b\0c\r\n\r\n", 26))),
              ElementsAre(Header{"A", std::string("b\0c", 3)}));
}

TEST(PathOf, IsTheTargetUpToTheQuery) {
  EXPECT_EQ(path_in("/a/b?c=d?e"), "/a/b");
  EXPECT_EQ(path_in("/a%2Fb"), "/a%2Fb");
  EXPECT_EQ(path_in("//h/p"), "//h/p");
  EXPECT_EQ(path_in("/?x"), "/");
  EXPECT_EQ(path_in("/a:b://c"), "/a:b://c");
  EXPECT_EQ(path_in(""), "");
}

TEST(PathOf, IsThePathOfAWholeUrl) {
  EXPECT_EQ(path_in("http://host:80/p/q?r"), "/p/q");
  EXPECT_EQ(path_in("HTTPS://host"), "/");
  EXPECT_EQ(path_in("http://host?x=/y"), "/");
}

TEST(PathOf, LeavesOtherFormsAlone) {
  EXPECT_EQ(path_in("*"), "*");
  EXPECT_EQ(path_in("host:443"), "host:443");
  EXPECT_EQ(path_in("ftp://host/p"), "ftp://host/p");
}

TEST(QueryOf, IsDecodedInOrder) {
  Capture capture;
  capture.target = "/p?b=1&a=x%20y+z&b=%3F?&c";
  EXPECT_THAT(query_of(capture), ElementsAre(FormField{"b", "1"}, FormField{"a", "x y z"},
                                             FormField{"b", "??"}, FormField{"c", ""}));
  capture.target = "/p";
  EXPECT_THAT(query_of(capture), IsEmpty());
}

TEST(BodyOf, IsWhatFollowsTheHead) {
  EXPECT_EQ(body_of(capture_of("PUT / HTTP/1.1\r\nContent-Length: 7\r\n\r\na\r\n\r\nbc")),
            "a\r\n\r\nbc");
  EXPECT_EQ(body_of(Capture()), "");
}

TEST(BodyOf, PutsChunksTogether) {
  EXPECT_EQ(chunked_body("3\r\nabc\r\n0A\r\n0123456789\r\n0\r\n\r\n"), "abc0123456789");
  EXPECT_EQ(chunked_body("0\r\n\r\n"), "");
}

TEST(BodyOf, SkipsChunkExtensionsAndTrailers) {
  EXPECT_EQ(chunked_body("3;a=\"b;c\"\r\nabc\r\n2 ; x\r\nde\r\n0;last\r\nSum: 1\r\n\r\n"), "abcde");
}

TEST(BodyOf, KeepsLineEndsInsideChunks) {
  EXPECT_EQ(chunked_body("6\r\n\r\n0\r\n\r\r\n0\r\n\r\n"), "\r\n0\r\n\r");
}

TEST(BodyOf, GivesWhatCameOfACutChunk) {
  EXPECT_EQ(chunked_body("3\r\nabc\r\n5\r\nde"), "abcde");
  EXPECT_EQ(chunked_body("3\r\nabc\r\n5"), "abc");
  EXPECT_EQ(chunked_body("3\r\nabc\r\nzz\r\nde\r\n0\r\n\r\n"), "abc");
}

TEST(BodyOf, GivesBrokenFramingAsItCame) {
  EXPECT_EQ(chunked_body("hello"), "hello");
  EXPECT_EQ(chunked_body("-3\r\nabc\r\n"), "-3\r\nabc\r\n");
  EXPECT_EQ(chunked_body("0x3\r\nabc\r\n"), "0x3\r\nabc\r\n");
  EXPECT_EQ(chunked_body("fffffffffffffffff\r\nabc\r\n"), "fffffffffffffffff\r\nabc\r\n");
}

TEST(BodyOf, TakesAChunkSizeNearTheLargest) {
  EXPECT_EQ(chunked_body("ffffffffffffffff\r\nabc\r\n"), "abc\r\n");
}

TEST(BodyOf, LooksAtTheLastCodingAlone) {
  const auto capture =
      capture_of("POST / HTTP/1.1\r\nTransfer-Encoding: chunked, gzip\r\n\r\n3\r\nabc\r\n");
  EXPECT_EQ(body_of(capture), "3\r\nabc\r\n");
}

TEST(TrailersOf, ComeAfterTheLastChunk) {
  const auto capture = capture_of(
      "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\nA: 1\r\nB: 2\r\n\r\n");
  EXPECT_THAT(trailers_of(capture), ElementsAre(Header{"A", "1"}, Header{"B", "2"}));
  EXPECT_THAT(trailers_of(form_capture("/", "0\r\nA: 1\r\n\r\n")), IsEmpty());
}

TEST(FormOf, ReadsFormsOfAnyCaseAndParameters) {
  const FormFields fields{{"a[b]", "c d"}, {"a[b]", ""}};
  for (const char* type :
       {"application/x-www-form-urlencoded", "Application/X-WWW-Form-URLEncoded; charset=UTF-8",
        "application/x-www-form-urlencoded ;q"}) {
    EXPECT_EQ(form_in("content-TYPE: " + std::string(type) + "\r\n", "a%5Bb%5D=c+d&a[b]"), fields)
        << type;
  }
}

TEST(FormOf, IsNothingForOtherTypes) {
  EXPECT_FALSE(form_in("", "a=b"));
  EXPECT_FALSE(form_in("Content-Type: application/json\r\n", "a=b"));
  EXPECT_FALSE(form_in("Content-Type: application/x-www-form-urlencodedx\r\n", "a=b"));
  EXPECT_FALSE(form_in("X-Content-Type: application/x-www-form-urlencoded\r\n", "a=b"));
}

TEST(FormOf, IsEmptyForAnEmptyBody) {
  EXPECT_EQ(form_in("Content-Type: application/x-www-form-urlencoded\r\n", ""), FormFields());
}

TEST(FormOf, UnpacksCompressedForms) {
  const FormFields fields{{"a", "b"}, {"c", "d"}};
  const std::string type = "Content-Type: application/x-www-form-urlencoded\r\nContent-Encoding: ";
  EXPECT_EQ(form_in(type + "gzip\r\n", gzip("a=b&c=d")), fields);
  EXPECT_EQ(form_in(type + "X-Gzip\r\n", gzip("a=b&c=d")), fields);
  EXPECT_EQ(form_in(type + "deflate\r\n", deflate("a=b&c=d")), fields);
  EXPECT_EQ(form_in(type + "deflate\r\n", raw_deflate("a=b&c=d")), fields);
  EXPECT_EQ(form_in(type + "deflate, gzip\r\n", gzip(deflate("a=b&c=d"))), fields);
  EXPECT_EQ(form_in(type + "br\r\n",
                    "\x0b\x03\x80"
                    "a=b&c=d"
                    "\x03"),
            fields);
  EXPECT_EQ(form_in(type + "identity\r\n", "a=b&c=d"), fields);
}

TEST(FormOf, UnpacksSeveralGzipMembers) {
  const std::string type = "Content-Type: application/x-www-form-urlencoded\r\nContent-Encoding: ";
  EXPECT_EQ(form_in(type + "gzip\r\n", gzip("a=b&") + gzip("c=d")),
            (FormFields{{"a", "b"}, {"c", "d"}}));
}

TEST(FormOf, IsNothingWhereUnpackingFails) {
  const std::string type = "Content-Type: application/x-www-form-urlencoded\r\nContent-Encoding: ";
  EXPECT_FALSE(form_in(type + "gzip\r\n", gzip(std::string(1000, 'a')).substr(0, 15)));
  EXPECT_FALSE(form_in(type + "br\r\n",
                       "\x0b\x03\x80"
                       "a=b"));
  EXPECT_FALSE(form_in(type + "br\r\n", "\xff\xff\xff\xff\xff\xff\xff\xff"));
}

TEST(FormOf, IsWhatTheBytesAreWhereTheCodingIsSaidWrongly) {
  const std::string type = "Content-Type: application/x-www-form-urlencoded\r\nContent-Encoding: ";
  for (const char* coding : {"gzip", "br", "zstd", "deflate", "zebra", "UTF-8", "none", "7bit",
                             "gzip,gzip,gzip,gzip,gzip", "compress"}) {
    EXPECT_EQ(form_in(type + coding + "\r\n", "a=b"), (FormFields{{"a", "b"}})) << coding;
  }
  EXPECT_EQ(form_in(type + "UTF-8, gzip\r\n", gzip("a=b")), (FormFields{{"a", "b"}}));
}

TEST(FormOf, UndoesTheCodingsOfAllLinesFromTheLastToTheFirst) {
  const std::string type = "Content-Type: application/x-www-form-urlencoded\r\n";
  const FormFields fields{{"a", "b"}};
  EXPECT_EQ(form_in(type + "Content-Encoding: deflate\r\nContent-Encoding: gzip\r\n",
                    gzip(deflate("a=b"))),
            fields);
  const auto packed = gzip(deflate("a=b"));
  EXPECT_EQ(form_in(type + "Content-Encoding: deflate\r\nTransfer-Encoding: gzip, chunked\r\n",
                    fmt::format("{:x}\r\n{}\r\n0\r\n\r\n", packed.size(), packed)),
            fields);
}

TEST(ReceivedAt, IsUtcToTheMicrosecond) {
  Capture capture;
  capture.received_us = 1709117141123456;
  EXPECT_EQ(received_at(capture), "2024-02-28T10:45:41.123456Z");
  capture.received_us = 0;
  EXPECT_EQ(received_at(capture), "1970-01-01T00:00:00.000000Z");
  capture.received_us = -1;
  EXPECT_EQ(received_at(capture), "1969-12-31T23:59:59.999999Z");
}

}  // namespace
}  // namespace hookline
