#pragma once

#include "catcher/http/header.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace hookline {

/// A whole answer, as it came.
struct Answer {
  int status = 0;
  std::string reason;  ///< what stands behind the status; may be empty
  Headers headers;
  std::string body;       ///< without chunk framing
  Headers trailers = {};  ///< that came behind a body in chunks
};

/// Reads HTTP answers from the bytes of one connection, one after another. Bounded in memory and in
/// what it accepts, whatever the receiver sends.
class AnswerReader {
 public:
  enum class State : std::uint8_t {
    kUnfinished,  ///< wants more bytes
    kWhole,       ///< see status()
    kInvalid,     ///< not HTTP; see problem()
    kTooLarge,    ///< over the limit
  };

  enum class Body : std::uint8_t {
    kAsFramed,
    kNone,  ///< of an answer to HEAD, whatever its headers say
  };

  /// `answer_bytes_max` counts every byte of an answer, interim ones (1xx) before it included.
  /// `kept` is where the answers go, each in the place of the one before; it outlives the reader.
  /// Null: nothing is kept but the status.
  explicit AnswerReader(std::size_t answer_bytes_max, Answer* kept = nullptr);
  ~AnswerReader();
  AnswerReader(const AnswerReader&) = delete;
  AnswerReader& operator=(const AnswerReader&) = delete;

  /// Forgets the answer before and expects a new one.
  void start(Body body = Body::kAsFramed);
  /// Where the next bytes are to be read into; never empty, valid until the next call of took().
  std::span<char> room();
  /// So many bytes have been read into room().
  State took(std::size_t count);
  /// The connection has been closed: for an answer without a length that is its end.
  State took_end();

  int status() const;
  /// Whether the head of the answer, not of an interim one, has come whole.
  bool has_head() const;
  /// The value of its header Retry-After; empty where there is none, or a very long one.
  const std::string& retry_after() const;
  /// Of a whole answer: the connection can carry another request.
  bool can_keep_alive() const;
  /// Bytes that came for this answer so far.
  std::size_t bytes() const { return bytes_; }
  /// What is not HTTP about it; only for State::kInvalid.
  const std::string& problem() const { return problem_; }

 private:
  class Parser;
  State parse();
  bool may_begin_an_answer() const;
  State refuse(std::string problem);

  const std::size_t answer_bytes_max_;
  const std::unique_ptr<Parser> parser_;
  Body body_ = Body::kAsFramed;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;  ///< of what isn't parsed yet
  std::size_t end_ = 0;
  std::size_t bytes_ = 0;
  int interim_answers_ = 0;
  std::string problem_;
};

}  // namespace hookline
