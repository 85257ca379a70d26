#include "catcher/base/net/answers/answer_reader.h"

#include "tests/support/hostile_answers.h"
#include "tests/support/odd_answers.h"

#include <algorithm>
#include <random>
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using State = AnswerReader::State;

/// Feeds the bytes in pieces of this size at most, until the reader wants no more.
State feed(AnswerReader& reader, std::string_view bytes, std::size_t piece_bytes) {
  State state = State::kUnfinished;
  while (state == State::kUnfinished && !bytes.empty()) {
    const auto room = reader.room();
    const std::size_t count = std::min({piece_bytes, bytes.size(), room.size()});
    std::copy_n(bytes.begin(), count, room.begin());
    bytes.remove_prefix(count);
    state = reader.took(count);
  }
  return state;
}

constexpr std::string_view kChunked =
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n"
    "5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nTrailer: z\r\n\r\n";

TEST(AnswerReader, ReadsAnAnswerHoweverItIsCut) {
  for (std::size_t piece = 1; piece <= kChunked.size(); ++piece) {
    AnswerReader reader(1000);
    EXPECT_EQ(feed(reader, kChunked, piece), State::kWhole) << piece;
    EXPECT_EQ(reader.status(), 201);
    EXPECT_TRUE(reader.can_keep_alive());
    EXPECT_EQ(reader.bytes(), kChunked.size());
  }
}

TEST(AnswerReader, KeepsRetryAfterOfTheAnswerAlone) {
  const auto retry_after_of = [](const std::string& answer) {
    AnswerReader reader(10'000);
    EXPECT_EQ(feed(reader, answer, 7), State::kWhole);
    return reader.retry_after();
  };
  const std::string head = "HTTP/1.1 503 Busy\r\n";
  const std::string end = "Content-Length: 0\r\n\r\n";
  EXPECT_EQ(retry_after_of(head + "retry-AFTER:  120 \r\n" + end), "120");
  EXPECT_EQ(retry_after_of(head + end), "");
  EXPECT_EQ(retry_after_of(head + "Retry-After: " + std::string(65, '1') + "\r\n" + end), "");
  EXPECT_EQ(retry_after_of("HTTP/1.1 103 X\r\nRetry-After: 5\r\n\r\n" + head + end), "");
  EXPECT_EQ(retry_after_of(head + "Transfer-Encoding: chunked\r\n\r\n0\r\nRetry-After: 5\r\n\r\n"),
            "");
}

TEST(AnswerReader, ReadsOneAnswerAfterAnother) {
  AnswerReader reader(1000);
  for (const int status : {200, 410, 500}) {
    reader.start();
    const auto answer = "HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Length: 2\r\n\r\nok";
    EXPECT_EQ(feed(reader, answer, 7), State::kWhole);
    EXPECT_EQ(reader.status(), status);
  }
}

TEST(AnswerReader, TakesAHeaderLargerThanItsFirstBuffer) {
  AnswerReader reader(100'000);
  const std::string answer =
      "HTTP/1.1 200 OK\r\nX-Long: " + std::string(30'000, 'x') + "\r\nContent-Length: 0\r\n\r\n";
  EXPECT_EQ(feed(reader, answer, 1000), State::kWhole);
}

TEST(AnswerReader, EndsAnAnswerWithoutLengthByTheClose) {
  AnswerReader reader(1000);
  EXPECT_EQ(feed(reader, "HTTP/1.1 200 OK\r\n\r\nsome", 5), State::kUnfinished);
  EXPECT_EQ(reader.took_end(), State::kWhole);
  EXPECT_FALSE(reader.can_keep_alive());
}

TEST(AnswerReader, TakesNoEndBeforeTheLengthIsThere) {
  for (const char* part : {"", "HTTP", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 100 Continue\r\n\r\n",
                           "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
                           "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"}) {
    AnswerReader reader(1000);
    EXPECT_EQ(feed(reader, part, 1000), State::kUnfinished) << part;
    EXPECT_EQ(reader.took_end(), State::kUnfinished) << part;
  }
}

TEST(AnswerReader, KeepsNothingAliveThatMustClose) {
  for (const char* answer : {"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                             "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
                             "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nmore"}) {
    AnswerReader reader(1000);
    EXPECT_EQ(feed(reader, answer, 1000), State::kWhole) << answer;
    EXPECT_FALSE(reader.can_keep_alive()) << answer;
  }
}

TEST(AnswerReader, KnowsAtTheFirstBytesWhatIsNoAnswer) {
  for (const char* bytes : {"S", "HTTPS/1.1", "\r", " HTTP/1.1", "HTTP /1.1", "\nHTTP/1.1"}) {
    AnswerReader reader(1000);
    EXPECT_EQ(feed(reader, bytes, 1), State::kInvalid) << bytes;
    EXPECT_EQ(reader.problem(),
              "answered with something that is not HTTP: it does not begin with HTTP/")
        << bytes;
  }
  for (const char* bytes : {"H", "http/", "HTTP/1.", "HTTP/1.1 2", "HTTP/1.1 100 Go\r\n\r\nHTT"}) {
    AnswerReader reader(1000);
    EXPECT_EQ(feed(reader, bytes, 1), State::kUnfinished) << bytes;
  }
}

TEST(AnswerReader, StopsAtItsLimit) {
  const std::string head = "HTTP/1.1 200 OK\r\n\r\n";
  AnswerReader reader(1000);
  EXPECT_EQ(feed(reader, head + std::string(1000 - head.size(), 'x'), 64), State::kUnfinished);
  EXPECT_EQ(feed(reader, "x", 1), State::kTooLarge);
}

TEST(AnswerReader, EndsOnAnyBytesWithoutHarm) {
  const auto seed = std::random_device()();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(kChunked);
    for (int change = 0; change < 3; ++change) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    AnswerReader reader(1000);
    const State state = feed(reader, bytes, 1 + random() % 40);
    EXPECT_EQ(state == State::kInvalid, !reader.problem().empty());
    if (state == State::kUnfinished) reader.took_end();
  }
}

TEST(AnswerReader, KeepsAnAnswerHoweverItIsCut) {
  for (std::size_t piece = 1; piece <= kChunked.size(); ++piece) {
    Answer answer;
    AnswerReader reader(1000, &answer);
    EXPECT_EQ(feed(reader, kChunked, piece), State::kWhole) << piece;
    EXPECT_EQ(answer.status, 201);
    EXPECT_EQ(answer.reason, "Created");
    EXPECT_EQ(answer.headers, (Headers{{"Transfer-Encoding", "chunked"}}));
    EXPECT_EQ(answer.body, "hello world");
    EXPECT_EQ(answer.trailers, (Headers{{"Trailer", "z"}}));
  }
}

TEST(AnswerReader, TakesWhatServersSendHoweverItIsCut) {
  for (const OddAnswer& odd : odd::kAnswers) {
    for (std::size_t piece = 1; piece <= odd.bytes.size(); ++piece) {
      SCOPED_TRACE(testing::Message() << odd.name << ", in pieces of " << piece);
      Answer answer;
      AnswerReader reader(10'000, &answer);
      State state = feed(reader, odd.bytes, piece);
      if (odd.closes) {
        EXPECT_EQ(state, State::kUnfinished);
        state = reader.took_end();
      }
      ASSERT_EQ(state, State::kWhole) << reader.problem();
      EXPECT_EQ(answer.status, odd.status);
      EXPECT_EQ(answer.body, "ok");
    }
  }
}

TEST(AnswerReader, RefusesTheSameHoweverItIsCut) {
  for (const HostileAnswer& hostile : hostile::kAnswers) {
    for (std::size_t piece = 1; piece <= hostile.bytes.size(); ++piece) {
      AnswerReader reader(10'000);
      const State wanted =
          hostile.outcome == Outcome::kAnswerTooLarge ? State::kTooLarge : State::kInvalid;
      EXPECT_EQ(feed(reader, hostile.bytes, piece), wanted) << hostile.name << ", " << piece;
    }
  }
}

TEST(AnswerReader, NamesBothHeadersThatContradictEachOther) {
  const auto problem_of = [](const std::string& headers) {
    AnswerReader reader(10'000);
    EXPECT_EQ(feed(reader, "HTTP/1.1 200 OK\r\n" + headers + "\r\n", 1000), State::kInvalid);
    return reader.problem();
  };
  using testing::AllOf;
  using testing::HasSubstr;
  EXPECT_THAT(problem_of("Content-Length: 3\r\nContent-Length: 2\r\n"),
              AllOf(HasSubstr("can't be relied on"), HasSubstr("Content-Length: 3"),
                    HasSubstr("Content-Length: 2")));
  EXPECT_THAT(problem_of("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"),
              AllOf(HasSubstr("Content-Length: 3"), HasSubstr("Transfer-Encoding: chunked")));
  EXPECT_THAT(problem_of("Transfer-Encoding: gzip\r\nContent-Length: 3\r\n"),
              AllOf(HasSubstr("Content-Length: 3"), HasSubstr("Transfer-Encoding: gzip")));
  EXPECT_THAT(problem_of("nothing here\r\n"), HasSubstr("\"nothing here\" has no colon"));
}

TEST(AnswerReader, SaysThatAStatusBelow100IsNone) {
  AnswerReader reader(1000);
  EXPECT_EQ(feed(reader, "HTTP/1.1 050 Odd\r\nContent-Length: 0\r\n\r\n", 1), State::kInvalid);
  EXPECT_THAT(reader.problem(), testing::HasSubstr("its status 050 does not exist"));
}

TEST(AnswerReader, JoinsTheLinesOfAFoldedHeader) {
  Answer answer;
  AnswerReader reader(1000, &answer);
  feed(reader, "HTTP/1.1 204 No\r\nX: a\r\n  b\r\n\tc\r\nY :\r\n d\r\n\r\n", 1000);
  EXPECT_EQ(answer.headers, (Headers{{"X", "a b c"}, {"Y", "d"}}));
}

TEST(AnswerReader, ReusesNoConnectionOfWhichTheVersionIsInDoubt) {
  for (const char* answer :
       {"HTTP/2 200\r\nContent-Length: 0\r\n\r\n", "HTTP/1.0 200\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200\r\nConnection: keep-alive, close\r\n\r\n"}) {
    AnswerReader reader(1000);
    feed(reader, answer, 1000);
    EXPECT_FALSE(reader.can_keep_alive()) << answer;
  }
  AnswerReader old(1000);
  feed(old, "HTTP/1.0 200\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n", 1000);
  EXPECT_TRUE(old.can_keep_alive());
}

TEST(AnswerReader, KeepsHeadersInOrderCaseAndRepeats) {
  Answer answer;
  AnswerReader reader(1000, &answer);
  feed(reader, "HTTP/1.1 200 \r\nSet-Cookie: a\r\nx:\r\nset-COOKIE: b\r\n\r\n", 1000);
  EXPECT_EQ(reader.took_end(), State::kWhole);
  EXPECT_EQ(answer.headers, (Headers{{"Set-Cookie", "a"}, {"x", ""}, {"set-COOKIE", "b"}}));
}

TEST(AnswerReader, KeepsNothingOfTheAnswerBefore) {
  Answer answer;
  AnswerReader reader(1000, &answer);
  feed(reader, "HTTP/1.1 200 OK\r\nA: 1\r\nContent-Length: 2\r\n\r\nok", 1000);
  reader.start(AnswerReader::Body::kNone);
  EXPECT_EQ(feed(reader, "HTTP/1.1 404 No\r\nContent-Length: 9\r\n\r\n", 1000), State::kWhole);
  EXPECT_EQ(answer.headers, (Headers{{"Content-Length", "9"}}));
  EXPECT_EQ(answer.body, "");
}

}  // namespace
}  // namespace hookline
