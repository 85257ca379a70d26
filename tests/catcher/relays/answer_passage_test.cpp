#include "catcher/relays/answer_passage.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::string_literals;
using testing::HasSubstr;
using testing::Not;

Answer answer_of(int status, Headers headers, std::string body, Headers trailers = {}) {
  return {status, "Just So", std::move(headers), std::move(body), std::move(trailers)};
}

/// What goes out for an answer that is there at once.
std::string passed(const Answer& answer, AnswerRecipient recipient = {.method = "POST"}) {
  return AnswerPassage(std::move(recipient)).finish(answer);
}

/// What goes out for one that comes in these pieces, the last one with its end.
std::string passed_in_pieces(Headers headers, const std::vector<std::string>& pieces,
                             AnswerRecipient recipient = {.method = "POST"}) {
  AnswerPassage passage(std::move(recipient));
  std::string out;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Answer answer = answer_of(200, headers, pieces[i]);
    out += i + 1 < pieces.size() ? passage.piece(answer) : passage.finish(answer);
  }
  return out;
}

TEST(AnswerPassage, KeepsOrderCaseAndRepeats) {
  AnswerPassage passage({.method = "POST"});
  EXPECT_FALSE(passage.has_begun());
  const std::string bytes = passage.finish(answer_of(
      201, {{"X-B", "1"}, {"content-length", "4"}, {"set-cookie", "a"}, {"Set-Cookie", "b"}},
      std::string("a\0\xff\n", 4)));
  EXPECT_EQ(bytes,
            "HTTP/1.1 201 Just So\r\nX-B: 1\r\ncontent-length: 4\r\nset-cookie: "
            "a\r\nSet-Cookie: b\r\n\r\na\0\xff\n"s);
  EXPECT_TRUE(passage.has_begun());
  EXPECT_EQ(passage.reply().status, 201);
  EXPECT_EQ(passage.reply().headers.size(), 4U);
}

TEST(AnswerPassage, KeepsChunksAndTheirTrailers) {
  const auto answer = answer_of(200,
                                {{"Transfer-Encoding", "chunked"},
                                 {"Connection", "keep-alive"},
                                 {"Trailer", "X-Sum"},
                                 {"A", "b"}},
                                "hello", {{"X-Sum", "1"}, {"Content-Length", "3"}, {"x-sum", "2"}});
  EXPECT_EQ(passed(answer),
            "HTTP/1.1 200 Just So\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\nA: "
            "b\r\n\r\n5\r\nhello\r\n0\r\nX-Sum: 1\r\nx-sum: 2\r\n\r\n");
}

TEST(AnswerPassage, PassesEachPieceOnInTheFramingOfTheApp) {
  EXPECT_EQ(passed_in_pieces({{"Transfer-Encoding", "chunked"}}, {"", "one", "two", ""}),
            "HTTP/1.1 200 Just So\r\nTransfer-Encoding: "
            "chunked\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n");
  EXPECT_EQ(passed_in_pieces({{"Content-Length", "6"}}, {"one", "", "two"}),
            "HTTP/1.1 200 Just So\r\nContent-Length: 6\r\n\r\nonetwo");
  EXPECT_EQ(passed_in_pieces({}, {"one", "two"}),
            "HTTP/1.1 200 Just So\r\nTransfer-Encoding: "
            "chunked\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n");
}

TEST(AnswerPassage, KeepsTheCodingsOfTheTransfer) {
  const auto head_with = [](const std::string& codings) {
    const std::string out = passed(answer_of(200, {{"Transfer-Encoding", codings}}, ""));
    return out.substr(0, out.find("\r\n\r\n"));
  };
  const std::string start = "HTTP/1.1 200 Just So\r\nTransfer-Encoding: ";
  EXPECT_EQ(head_with("gzip, Chunked"), start + "gzip, Chunked");
  EXPECT_EQ(head_with("gzip"), start + "gzip, chunked");
  EXPECT_EQ(head_with("identity"), start + "chunked");
}

TEST(AnswerPassage, GivesABodyThatIsThereWholeItsLength) {
  EXPECT_EQ(passed(answer_of(200, {}, "ok")),
            "HTTP/1.1 200 Just So\r\nContent-Length: 2\r\n\r\nok");
}

TEST(AnswerPassage, HasNoChunksForOneWhoTakesNone) {
  const AnswerRecipient old{.method = "POST", .takes_chunks = false};
  EXPECT_EQ(passed(answer_of(200, {{"Transfer-Encoding", "chunked"}, {"Trailer", "T"}}, "ok"), old),
            "HTTP/1.1 200 Just So\r\nContent-Length: 2\r\n\r\nok");
  EXPECT_EQ(passed_in_pieces({{"Transfer-Encoding", "chunked"}}, {"one", "two"}, old),
            "HTTP/1.1 200 Just So\r\nConnection: close\r\n\r\nonetwo");
  EXPECT_EQ(passed_in_pieces({}, {"one", "two"}, old),
            "HTTP/1.1 200 Just So\r\nConnection: close\r\n\r\nonetwo");
}

TEST(AnswerPassage, SaysWhetherABreakCanBeSeen) {
  AnswerPassage until_close({.method = "POST", .takes_chunks = false});
  until_close.piece(answer_of(200, {}, "one"));
  EXPECT_TRUE(until_close.ends_with_connection());
  EXPECT_FALSE(until_close.keep_alive());
  AnswerPassage in_chunks({.method = "POST"});
  in_chunks.piece(answer_of(200, {}, "one"));
  EXPECT_FALSE(in_chunks.ends_with_connection());
  EXPECT_TRUE(in_chunks.keep_alive());
}

TEST(AnswerPassage, LeavesOutWhatConnectionNames) {
  EXPECT_EQ(passed(answer_of(200,
                             {{"X-Hop", "1"},
                              {"Connection", "x-hop, content-length, set-cookie"},
                              {"Set-Cookie", "a"},
                              {"HTTP2-Settings", "b"},
                              {"Content-Length", "5"}},
                             "hello")),
            "HTTP/1.1 200 Just So\r\nSet-Cookie: a\r\nContent-Length: 5\r\n\r\nhello");
}

TEST(AnswerPassage, LeavesOutTrailersThatConnectionNames) {
  const auto answer = answer_of(200, {{"Transfer-Encoding", "chunked"}, {"Connection", "x-hop"}},
                                "", {{"X-Hop", "1"}, {"X-Stays", "2"}, {"Keep-Alive", "3"}});
  EXPECT_EQ(passed(answer),
            "HTTP/1.1 200 Just So\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-Stays: 2\r\n\r\n");
}

TEST(AnswerPassage, NeverHasTwoFramings) {
  EXPECT_EQ(passed(answer_of(200, {{"Content-Length", "2"}, {"content-length", "2"}}, "ok")),
            "HTTP/1.1 200 Just So\r\nContent-Length: 2\r\n\r\nok");
  EXPECT_EQ(passed(answer_of(200, {{"Content-Length", "2, 2"}}, "ok")),
            "HTTP/1.1 200 Just So\r\nContent-Length: 2\r\n\r\nok");
  EXPECT_THAT(
      passed(answer_of(200, {{"Content-Length", "9"}, {"Transfer-Encoding", "chunked"}}, "ok")),
      Not(HasSubstr("Content-Length")));
}

TEST(AnswerPassage, HasNoBodyWhereNoneMayBe) {
  EXPECT_EQ(passed(answer_of(200, {{"Content-Length", "1000"}}, ""), {.method = "HEAD"}),
            "HTTP/1.1 200 Just So\r\nContent-Length: 1000\r\n\r\n");
  EXPECT_EQ(passed(answer_of(204, {{"A", "b"}}, "")), "HTTP/1.1 204 Just So\r\nA: b\r\n\r\n");
  EXPECT_EQ(passed(answer_of(304, {{"ETag", "x"}}, ""), {.method = "GET"}),
            "HTTP/1.1 304 Just So\r\nETag: x\r\n\r\n");
}

TEST(AnswerPassage, SaysWhenItIsTheLastOfItsConnection) {
  EXPECT_THAT(passed(answer_of(200, {}, "ok"), {.method = "POST", .keep_alive = false}),
              HasSubstr("\r\nConnection: close\r\n\r\nok"));
}

TEST(AnswerPassage, AddsHeadersUnlessTheAppHasItsOwn) {
  const AnswerRecipient script{.method = "POST", .added = {{"X-Allow", "a"}, {"Vary", "Origin"}}};
  EXPECT_THAT(passed(answer_of(200, {}, "ok"), script),
              HasSubstr("\r\nX-Allow: a\r\nVary: Origin\r\n"));
  EXPECT_THAT(passed(answer_of(200, {{"x-allow", "b"}}, "ok"), script), Not(HasSubstr("Vary")));
}

}  // namespace
}  // namespace hookline
