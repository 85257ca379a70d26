#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hookline {

/// Takes the chunk framing off an answer's body, however the bytes are cut. As lenient as curl:
/// lines may end in a bare LF, and whatever stands behind a size is passed over.
class AnswerChunks {
 public:
  enum class State : std::uint8_t {
    kUnfinished,
    kWhole,    ///< its trailers are over
    kInvalid,  ///< see problem()
    kTooLarge,
  };

  /// For a new body. A chunk over `chunk_bytes_max` is too large, whatever comes of it.
  void start(std::uint64_t chunk_bytes_max);
  /// Takes bytes off the front of `bytes`, all of them unless it comes to an end. Content is
  /// appended to `body`, which may be null.
  State take(std::string_view& bytes, std::string* body);

  /// The lines behind the last chunk; see read_answer_trailers().
  const std::string& trailers() const { return trailers_; }
  /// A clause that begins with "its"; only for State::kInvalid.
  const std::string& problem() const { return problem_; }

 private:
  enum class Part : std::uint8_t { kSize, kBehindSize, kContent, kContentEnd, kTrailers };

  State take_size(char c);
  State take_line_end(char c);
  State take_content_end(char c);
  State take_trailers(char c);
  State refuse(std::string_view problem);

  Part part_ = Part::kSize;
  std::uint64_t chunk_bytes_max_ = 0;
  std::uint64_t left_ = 0;  ///< of the chunk
  int digits_ = 0;
  bool is_line_empty_ = true;  ///< of the trailers, so far
  std::string trailers_;
  std::string problem_;
};

}  // namespace hookline
