#include "catcher/base/http/codings/chunk_decoder.h"

#include "catcher/base/text/ascii.h"

#include <algorithm>

namespace hookline {
namespace {

constexpr int kDigitsMax = 16;

}  // namespace

void ChunkDecoder::start(std::uint64_t chunk_bytes_max, std::size_t trailer_bytes_max) {
  chunk_bytes_max_ = chunk_bytes_max;
  trailer_bytes_max_ = trailer_bytes_max;
  part_ = Part::kSize;
  left_ = 0;
  digits_ = 0;
  chunks_ = 0;
  is_line_empty_ = true;
  trailers_.clear();
  problem_.clear();
}

ChunkDecoder::State ChunkDecoder::take(std::string_view& bytes, std::string* body) {
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

ChunkDecoder::State ChunkDecoder::take_size(char c) {
  const int digit = hex_value(c);
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

ChunkDecoder::State ChunkDecoder::take_line_end(char c) {
  if (c == '\0') return refuse("its chunk's size has a NUL byte behind it");
  if (c != '\n') return State::kUnfinished;
  digits_ = 0;
  ++chunks_;
  if (left_ > chunk_bytes_max_) return State::kTooLarge;
  part_ = left_ > 0 ? Part::kContent : Part::kTrailers;
  return State::kUnfinished;
}

ChunkDecoder::State ChunkDecoder::take_content_end(char c) {
  if (c == '\r') return State::kUnfinished;
  if (c != '\n') return refuse("its chunk is longer than the size before it says");
  part_ = Part::kSize;
  return State::kUnfinished;
}

ChunkDecoder::State ChunkDecoder::take_trailers(char c) {
  if (c == '\n' && is_line_empty_) {
    while (trailers_.ends_with('\r')) trailers_.pop_back();  // of the empty line
    return State::kWhole;
  }
  if (trailers_.size() == trailer_bytes_max_) return State::kTooLarge;
  trailers_ += c;
  if (c != '\r') is_line_empty_ = c == '\n';
  return State::kUnfinished;
}

ChunkDecoder::State ChunkDecoder::refuse(std::string_view problem) {
  problem_ = problem;
  return State::kInvalid;
}

}  // namespace hookline
