#include "catcher/captures/views/capture_view.h"
#include "tests/support/raw_client.h"
#include "tests/support/running_catcher.h"

#include <cstdlib>
#include <random>

#include <gtest/gtest.h>

namespace hookline::test {
namespace {

/// A valid request with everything odd that a request may have, and what it says by construction.
struct MadeRequest {
  std::string bytes;
  std::string method;
  std::string target;
  Headers headers;
  std::string body;
};

class RequestMaker {
 public:
  explicit RequestMaker(unsigned seed) : random_(seed) {}

  MadeRequest make() {
    MadeRequest made;
    made.method = word("ABCXYZabc!#$%&'*+-.^_`|~09", 1, 12);
    made.target = "/" + word("abc/%?&=+;:@,.~[]{}\"<>\\^`|\x80\xc3\xff", 0, 80);
    std::string head = made.method + " " + made.target + " HTTP/1.1\r\n";
    for (unsigned i = pick(0, 8); i > 0; --i) {
      const Header header = {"X-" + word("abcXYZ019-_", 0, 10), value()};
      made.headers.push_back(header);
      head += header.name + ":" + std::string(pick(0, 3), ' ') + header.value +
              std::string(pick(0, 2), '\t') + "\r\n";
    }
    made.body = bytes(pick(0, 3) == 0 ? pick(0, 100'000) : pick(0, 200));
    const bool chunked = pick(0, 1) == 1;
    const Header framing = chunked ? Header{"transfer-Encoding", "chunked"}
                                   : Header{"Content-length", std::to_string(made.body.size())};
    made.headers.push_back(framing);
    head += framing.name + ": " + framing.value + "\r\n\r\n";
    made.bytes = head + (chunked ? in_chunks(made.body) : made.body);
    return made;
  }

  unsigned pick(unsigned from, unsigned to) {
    return std::uniform_int_distribution<unsigned>(from, to)(random_);
  }

 private:
  std::string word(std::string_view letters, unsigned from, unsigned to) {
    std::string out;
    for (unsigned i = pick(from, to); i > 0; --i)
      out += letters[pick(0, static_cast<unsigned>(letters.size()) - 1)];
    return out;
  }
  std::string bytes(unsigned size) {
    std::string out(size, '\0');
    for (char& c : out) c = static_cast<char>(pick(0, 255));
    return out;
  }
  /// Any bytes that a value may hold, without blanks around them.
  std::string value() {
    std::string out = word("ab %;=,\"\x80\xff\xc3\xa4\t", 0, 60);
    while (!out.empty() && (out.back() == ' ' || out.back() == '\t')) out.pop_back();
    while (!out.empty() && (out.front() == ' ' || out.front() == '\t')) out.erase(0, 1);
    return out;
  }
  std::string in_chunks(std::string_view body) {
    std::string out;
    while (!body.empty()) {
      const auto size = std::min<std::size_t>(body.size(), pick(1, 5000));
      char hex[20];
      std::snprintf(hex, sizeof hex, pick(0, 1) == 0 ? "%zx" : "%zX", size);
      out += std::string(hex) + (pick(0, 3) == 0 ? ";ext=\"v\"" : "") + "\r\n";
      out += std::string(body.substr(0, size)) + "\r\n";
      body.remove_prefix(size);
    }
    return out + "0\r\n" + (pick(0, 1) == 0 ? "Trailer-Field: t\r\n" : "") + "\r\n";
  }

  std::mt19937 random_;
};

/// HOOKLINE_SEED repeats a failure.
unsigned seed() {
  const char* given = std::getenv("HOOKLINE_SEED");
  return given != nullptr ? static_cast<unsigned>(std::strtoul(given, nullptr, 10))
                          : std::random_device{}();
}

TEST(Exactness, HoldsForRandomRequestsHoweverTheirBytesArrive) {
  const unsigned number = seed();
  SCOPED_TRACE("HOOKLINE_SEED=" + std::to_string(number));
  RequestMaker maker(number);
  RunningCatcher catcher;
  RawClient client(catcher->catching_url());
  for (int i = 0; i < 300; ++i) {
    const MadeRequest made = maker.make();
    for (std::string_view rest = made.bytes; !rest.empty();) {
      const auto piece = std::min<std::size_t>(rest.size(), maker.pick(1, 20'000));
      client.send(rest.substr(0, piece));
      rest.remove_prefix(piece);
    }
    ASSERT_EQ(status_of_answer(client.read_answer()), 200) << made.bytes;
    const Capture capture = catcher.last_capture();
    ASSERT_EQ(capture.raw, made.bytes);
    EXPECT_EQ(capture.method, made.method);
    EXPECT_EQ(capture.target, made.target);
    EXPECT_EQ(headers_of(capture), made.headers);
    EXPECT_EQ(body_of(capture), made.body);
    EXPECT_EQ(capture.body_bytes, made.body.size());
    ASSERT_TRUE(capture.complete);
    ASSERT_FALSE(HasFailure()) << made.bytes;
  }
}

TEST(Exactness, HoldsForRequestsThatComePipelined) {
  const unsigned number = seed();
  SCOPED_TRACE("HOOKLINE_SEED=" + std::to_string(number));
  RequestMaker maker(number);
  RunningCatcher catcher;
  RawClient client(catcher->catching_url());
  std::vector<MadeRequest> made;
  std::string all;
  for (int i = 0; i < 40; ++i) {
    made.push_back(maker.make());
    all += made.back().bytes;
  }
  client.send(all);
  for (std::size_t i = 0; i < made.size(); ++i) {
    ASSERT_EQ(body_of_answer(client.read_answer()), "caught " + std::to_string(i + 1) + "\n");
    ASSERT_EQ(catcher->store().find(static_cast<std::int64_t>(i + 1))->raw, made[i].bytes);
  }
}

}  // namespace
}  // namespace hookline::test
