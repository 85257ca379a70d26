#include "catcher/base/net/answers/answer_chunks.h"

#include <algorithm>

namespace hookline {
namespace {

constexpr int kDigitsMax = 16;
constexpr std::size_t kTrailerBytesMax = std::size_t{64} * 1024;

/// -1 for what is no hexadecimal digit.
int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

void AnswerChunks::start(std::uint64_t chunk_bytes_max) {
  chunk_bytes_max_ = chunk_bytes_max;
  part_ = Part::kSize;
  left_ = 0;
  digits_ = 0;
  is_line_empty_ = true;
  trailers_.clear();
  problem_.clear();
}

AnswerChunks::State AnswerChunks::take(std::string_view& bytes, std::string* body) {
  State state = State::kUnfinished;
  while (state == State::kUnfinished && !bytes.empty()) {
    if (part_ == Part::kContent) {
      const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
      if (body != nullptr) body->append(bytes.substr(0, count));
      bytes.remove_prefix(count);
      left_ -= count;
      if (left_ == 0) part_ = Part::kContentEnd;
      continue;
    }
    const char c = bytes.front();
    bytes.remove_prefix(1);
    switch (part_) {
      case Part::kSize:
        state = take_size(c);
        break;
      case Part::kBehindSize:
        state = take_line_end(c);
        break;
      case Part::kContentEnd:
        state = take_content_end(c);
        break;
      case Part::kTrailers:
      case Part::kContent:
        state = take_trailers(c);
        break;
    }
  }
  return state;
}

AnswerChunks::State AnswerChunks::take_size(char c) {
  const int digit = digit_of(c);
  if (digit >= 0) {
    if (++digits_ > kDigitsMax) return refuse("its chunk's size has more than 16 digits");
    left_ = left_ * 16 + static_cast<std::uint64_t>(digit);
    return State::kUnfinished;
  }
  const bool may_end = c == '\r' || c == '\n' || c == ' ' || c == '\t' || c == ';';
  if (digits_ == 0 || !may_end) return refuse("its chunk's size is no hexadecimal number");
  part_ = Part::kBehindSize;
  return take_line_end(c);
}

AnswerChunks::State AnswerChunks::take_line_end(char c) {
  if (c == '\0') return refuse("its chunk's size has a NUL byte behind it");
  if (c != '\n') return State::kUnfinished;
  digits_ = 0;
  if (left_ > chunk_bytes_max_) return State::kTooLarge;
  part_ = left_ > 0 ? Part::kContent : Part::kTrailers;
  return State::kUnfinished;
}

AnswerChunks::State AnswerChunks::take_content_end(char c) {
  if (c == '\r') return State::kUnfinished;
  if (c != '\n') return refuse("its chunk is longer than the size before it says");
  part_ = Part::kSize;
  return State::kUnfinished;
}

AnswerChunks::State AnswerChunks::take_trailers(char c) {
  if (c == '\n' && is_line_empty_) return State::kWhole;
  if (trailers_.size() == kTrailerBytesMax) return State::kTooLarge;
  trailers_ += c;
  if (c != '\r') is_line_empty_ = c == '\n';
  return State::kUnfinished;
}

AnswerChunks::State AnswerChunks::refuse(std::string_view problem) {
  problem_ = problem;
  return State::kInvalid;
}

}  // namespace hookline
