#include "catcher/outgoing/answer_reader.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>
#include <string_view>

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <fmt/format.h>

namespace hookline {
namespace {

namespace http = boost::beast::http;
using boost::beast::string_view;
using boost::system::error_code;

constexpr std::size_t kFirstBufferBytes = 2048;
constexpr std::size_t kFirstBufferBytesOfKept = 16384;
constexpr std::size_t kHeaderBytesMax = std::size_t{64} * 1024;
constexpr int kInterimAnswersMax = 16;
constexpr std::size_t kRetryAfterBytesMax = 64;
constexpr std::string_view kBeginning = "HTTP/1.";
/// RFC 9110: a switch of protocols answers a wish that we don't utter.
constexpr int kSwitchingProtocols = 101;

/// Beast's parser, which stores nothing: where no answer is kept, nothing is allocated.
class Parsing final : public http::basic_parser<false> {
 public:
  explicit Parsing(Answer* kept) : kept_(kept) {}
  int status = 0;
  std::string retry_after;

 private:
  void on_request_impl(http::verb, string_view, string_view, int, error_code&) override {}
  void on_response_impl(int code, string_view reason, int, error_code&) override {
    status = code;
    if (kept_ == nullptr) return;
    *kept_ = {};
    kept_->status = code;
    kept_->reason = reason;
  }
  void on_field_impl(http::field field, string_view name, string_view value, error_code&) override {
    if (field == http::field::retry_after && !in_trailers_ && value.size() <= kRetryAfterBytesMax) {
      retry_after = value;
    }
    if (kept_ == nullptr) return;
    auto& headers = in_trailers_ ? kept_->trailers : kept_->headers;
    headers.push_back({std::string(name), std::string(value)});
  }
  void on_header_impl(error_code&) override { in_trailers_ = true; }
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(string_view body, error_code&) override {
    if (kept_ != nullptr) kept_->body += body;
    return body.size();
  }
  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, string_view body, error_code&) override {
    if (kept_ != nullptr) kept_->body += body;
    return body.size();
  }
  void on_finish_impl(error_code&) override {}

  Answer* const kept_;
  bool in_trailers_ = false;  ///< the headers behind a chunked body are kept apart
};

}  // namespace

class AnswerReader::Parser {
 public:
  explicit Parser(Answer* kept) : kept_(kept) {}
  std::optional<Parsing> beast;

  void restart(std::size_t answer_bytes_max, Body body) {
    beast.emplace(kept_);
    beast->eager(true);
    beast->skip(body == Body::kNone);
    beast->body_limit(answer_bytes_max);
    beast->header_limit(static_cast<std::uint32_t>(std::min(answer_bytes_max, kHeaderBytesMax)));
  }

 private:
  Answer* const kept_;
};

AnswerReader::AnswerReader(std::size_t answer_bytes_max, Answer* kept)
    : answer_bytes_max_(answer_bytes_max),
      parser_(std::make_unique<Parser>(kept)),
      buffer_(kept == nullptr ? kFirstBufferBytes : kFirstBufferBytesOfKept) {
  start();
}

AnswerReader::~AnswerReader() = default;

void AnswerReader::start(Body body) {
  body_ = body;
  parser_->restart(answer_bytes_max_, body_);
  begin_ = end_ = bytes_ = 0;
  interim_answers_ = 0;
  problem_.clear();
}

std::span<char> AnswerReader::room() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  // Only a header, or a chunk's, has to lie in one piece; parse() bounds it.
  if (end_ == buffer_.size()) buffer_.resize(buffer_.size() * 2);
  return std::span(buffer_).subspan(end_);
}

AnswerReader::State AnswerReader::refuse(std::string problem) {
  problem_ = std::move(problem);
  return State::kInvalid;
}

AnswerReader::State AnswerReader::took(std::size_t count) {
  end_ += count;
  bytes_ += count;
  const State state = parse();
  return state == State::kUnfinished && bytes_ > answer_bytes_max_ ? State::kTooLarge : state;
}

AnswerReader::State AnswerReader::parse() {
  while (begin_ < end_) {
    error_code error;
    Parsing& beast = *parser_->beast;
    begin_ += beast.put(boost::asio::const_buffer(buffer_.data() + begin_, end_ - begin_), error);
    if (error == http::error::need_more) {
      if (beast.status == 0 && !may_begin_an_answer()) {
        return refuse(fmt::format("it does not begin with {}", kBeginning));
      }
      return end_ - begin_ >= kHeaderBytesMax ? State::kTooLarge : State::kUnfinished;
    }
    if (error == http::error::header_limit || error == http::error::body_limit) {
      return State::kTooLarge;
    }
    if (error) return refuse(error.message());
    if (!beast.is_done()) continue;
    if (beast.status < 100) return refuse(fmt::format("status {} does not exist", beast.status));
    if (beast.status >= 200) return State::kWhole;
    if (beast.status == kSwitchingProtocols) return refuse("it switches protocols (101), unasked");
    if (++interim_answers_ > kInterimAnswersMax) {
      return refuse(fmt::format("more than {} interim answers (1xx)", kInterimAnswersMax));
    }
    parser_->restart(answer_bytes_max_, body_);
  }
  return State::kUnfinished;
}

/// Said at once, where the parser waits for a whole header that another protocol never sends.
bool AnswerReader::may_begin_an_answer() const {
  const std::string_view begun(buffer_.data() + begin_, std::min(end_ - begin_, kBeginning.size()));
  return kBeginning.starts_with(begun);
}

AnswerReader::State AnswerReader::took_end() {
  Parsing& beast = *parser_->beast;
  if (!beast.got_some() || !beast.is_header_done()) return State::kUnfinished;
  error_code error;
  beast.put_eof(error);
  return error ? State::kUnfinished : State::kWhole;
}

bool AnswerReader::has_head() const {
  return parser_->beast->is_header_done() && parser_->beast->status >= 200;
}

int AnswerReader::status() const {
  return parser_->beast->status;
}

const std::string& AnswerReader::retry_after() const {
  return parser_->beast->retry_after;
}

bool AnswerReader::can_keep_alive() const {
  // Bytes behind the answer belong to no request; whatever comes next can't be trusted.
  return begin_ == end_ && parser_->beast->keep_alive();
}

}  // namespace hookline
