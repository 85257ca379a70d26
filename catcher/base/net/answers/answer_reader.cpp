#include "catcher/base/net/answers/answer_reader.h"

#include "catcher/base/net/answers/answer_head.h"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kFirstBufferBytes = 2048;
constexpr std::size_t kFirstBufferBytesOfKept = 16384;
constexpr std::size_t kHeaderBytesMax = std::size_t{64} * 1024;
constexpr int kInterimAnswersMax = 16;
constexpr std::size_t kRetryAfterBytesMax = 64;
constexpr std::size_t kLocationBytesMax = 2000;
constexpr std::string_view kBeginning = "HTTP/";
/// RFC 9110: a switch of protocols answers a wish that we don't utter.
constexpr int kSwitchingProtocols = 101;

/// RFC 9112, 6.3.
bool has_no_body(int status) {
  return status == 204 || status == 304;
}

}  // namespace

AnswerReader::AnswerReader(std::size_t answer_bytes_max, Answer* kept)
    : answer_bytes_max_(answer_bytes_max),
      kept_(kept),
      buffer_(kept == nullptr ? kFirstBufferBytes : kFirstBufferBytesOfKept) {
  start();
}

void AnswerReader::start(Body body) {
  body_ = body;
  part_ = Part::kHead;
  begin_ = end_ = bytes_ = searched_ = 0;
  status_ = 0;
  keeps_alive_ = false;
  retry_after_.clear();
  location_.clear();
  interim_answers_ = 0;
  problem_.clear();
}

std::span<char> AnswerReader::room() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  // Only a head has to lie in one piece; parse_head() bounds it.
  if (end_ == buffer_.size()) buffer_.resize(buffer_.size() * 2);
  return std::span(buffer_).subspan(end_);
}

std::string_view AnswerReader::unread() const {
  return {buffer_.data() + begin_, end_ - begin_};
}

AnswerReader::State AnswerReader::refuse(std::string_view problem) {
  problem_ = fmt::format("sent an answer that can't be relied on: {}", problem);
  return State::kInvalid;
}

AnswerReader::State AnswerReader::took(std::size_t count) {
  end_ += count;
  bytes_ += count;
  const State state = parse();
  return state == State::kUnfinished && bytes_ > answer_bytes_max_ ? State::kTooLarge : state;
}

AnswerReader::State AnswerReader::parse() {
  State state = State::kUnfinished;
  while (part_ == Part::kHead && state == State::kUnfinished && begin_ < end_) {
    const std::size_t before = begin_;
    state = parse_head();
    if (begin_ == before) return state;
  }
  if (state != State::kUnfinished || begin_ == end_) return state;
  return part_ == Part::kChunks ? take_chunks() : take_content();
}

AnswerReader::State AnswerReader::parse_head() {
  if (!may_begin_an_answer()) {
    problem_ = fmt::format("answered with something that is not HTTP: it does not begin with {}",
                           kBeginning);
    return State::kInvalid;
  }
  const std::size_t bytes_max = std::min(answer_bytes_max_, kHeaderBytesMax);
  const auto end = end_of_answer_head(unread(), searched_);
  if (end.value_or(unread().size()) > bytes_max) return State::kTooLarge;
  if (!end) {
    // The last two bytes may be the beginning of an end.
    searched_ = unread().size() - std::min<std::size_t>(unread().size(), 2);
    return State::kUnfinished;
  }
  if (kept_ != nullptr) *kept_ = {};
  AnswerHead head;
  const std::string problem =
      read_answer_head(unread().substr(0, *end), head, kept_ ? &kept_->headers : nullptr);
  if (!problem.empty()) return refuse(problem);
  status_ = head.status;
  keeps_alive_ = head.keeps_alive;
  retry_after_.clear();
  if (head.retry_after.size() <= kRetryAfterBytesMax) retry_after_ = head.retry_after;
  location_.clear();
  const bool is_redirect = status_ >= 300 && status_ < 400;
  if (is_redirect && head.location.size() <= kLocationBytesMax) location_ = head.location;
  if (kept_ != nullptr) {
    kept_->status = head.status;
    kept_->reason = head.reason;
  }
  begin_ += *end;
  searched_ = 0;
  return status_ < 200 ? begin_after_interim() : begin_body(head.length, head.is_chunked);
}

AnswerReader::State AnswerReader::begin_after_interim() {
  if (status_ == kSwitchingProtocols) return refuse("it switches protocols (101), unasked");
  if (++interim_answers_ > kInterimAnswersMax) {
    return refuse(
        fmt::format("it comes after more than {} interim answers (1xx)", kInterimAnswersMax));
  }
  retry_after_.clear();
  return State::kUnfinished;
}

AnswerReader::State AnswerReader::begin_body(std::optional<std::uint64_t> length, bool is_chunked) {
  if (body_ == Body::kNone || has_no_body(status_) || length == 0) return State::kWhole;
  if (is_chunked) {
    part_ = Part::kChunks;
    chunks_.start(answer_bytes_max_);
    return State::kUnfinished;
  }
  part_ = length ? Part::kLength : Part::kUntilClose;
  left_ = length.value_or(0);
  return left_ > answer_bytes_max_ ? State::kTooLarge : State::kUnfinished;
}

AnswerReader::State AnswerReader::take_content() {
  std::string_view content = unread();
  if (part_ == Part::kLength) {
    content =
        content.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(left_, content.size())));
    left_ -= content.size();
  }
  if (kept_ != nullptr) kept_->body += content;
  begin_ += content.size();
  return part_ == Part::kLength && left_ == 0 ? State::kWhole : State::kUnfinished;
}

AnswerReader::State AnswerReader::take_chunks() {
  std::string_view bytes = unread();
  const auto state = chunks_.take(bytes, kept_ != nullptr ? &kept_->body : nullptr);
  begin_ = end_ - bytes.size();
  switch (state) {
    case AnswerChunks::State::kWhole:
      if (kept_ != nullptr) read_answer_trailers(chunks_.trailers(), kept_->trailers);
      return State::kWhole;
    case AnswerChunks::State::kInvalid:
      return refuse(chunks_.problem());
    case AnswerChunks::State::kTooLarge:
      return State::kTooLarge;
    case AnswerChunks::State::kUnfinished:
      break;
  }
  return State::kUnfinished;
}

/// Said at once, where another protocol may never send the end of a head.
bool AnswerReader::may_begin_an_answer() const {
  const std::string_view begun = unread().substr(0, kBeginning.size());
  return equals_ignoring_case(begun, kBeginning.substr(0, begun.size()));
}

AnswerReader::State AnswerReader::took_end() {
  return part_ == Part::kUntilClose ? State::kWhole : State::kUnfinished;
}

bool AnswerReader::can_keep_alive() const {
  // Bytes behind the answer belong to no request; whatever comes next can't be trusted.
  return begin_ == end_ && part_ != Part::kUntilClose && keeps_alive_;
}

}  // namespace hookline
