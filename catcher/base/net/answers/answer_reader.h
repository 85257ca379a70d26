#pragma once

#include "catcher/base/http/headers/header.h"
#include "catcher/base/net/answers/answer_chunks.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// A whole answer, as it came.
struct Answer {
  int status = 0;
  std::string reason;  ///< what stands behind the status; may be empty
  Headers headers;
  std::string body;       ///< without chunk framing
  Headers trailers = {};  ///< behind a chunked body
};

/// Reads HTTP answers from the bytes of one connection, one after another: as leniently as curl
/// (read_answer_head() says where), the same however they are cut. Bounded in memory, whatever the
/// receiver sends.
class AnswerReader {
 public:
  enum class State : std::uint8_t {
    kUnfinished,  ///< wants more bytes
    kWhole,       ///< see status()
    kInvalid,     ///< not HTTP, or nothing to rely on; see problem()
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

  int status() const { return status_; }
  /// Whether the head of an answer that isn't whole yet has come, not that of an interim one.
  bool has_head() const { return part_ != Part::kHead; }
  /// The value of its header Retry-After; empty where there is none, or a very long one.
  const std::string& retry_after() const { return retry_after_; }
  /// Of a redirect (3xx), where it leads to; empty otherwise, and where that is very long.
  const std::string& location() const { return location_; }
  /// Of a whole answer: the connection can carry another request.
  bool can_keep_alive() const;
  /// Bytes that came for this answer so far.
  std::size_t bytes() const { return bytes_; }
  /// What is wrong, to stand behind the receiver's name: "answered with something that is not HTTP:
  /// …", or "sent an answer that can't be relied on: …". Only for State::kInvalid.
  const std::string& problem() const { return problem_; }

 private:
  enum class Part : std::uint8_t { kHead, kLength, kChunks, kUntilClose };

  std::string_view unread() const;
  State parse();
  State parse_head();
  State begin_after_interim();
  State begin_body(std::optional<std::uint64_t> length, bool is_chunked);
  State take_content();
  State take_chunks();
  bool may_begin_an_answer() const;
  State refuse(std::string_view problem);

  const std::size_t answer_bytes_max_;
  Answer* const kept_;
  Body body_ = Body::kAsFramed;
  Part part_ = Part::kHead;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;  ///< of what isn't parsed yet
  std::size_t end_ = 0;
  std::size_t bytes_ = 0;
  std::size_t searched_ = 0;  ///< of the head: so many bytes hold no end
  std::uint64_t left_ = 0;    ///< of a body with a length
  AnswerChunks chunks_;
  int status_ = 0;
  bool keeps_alive_ = false;
  std::string retry_after_;
  std::string location_;
  int interim_answers_ = 0;
  std::string problem_;
};

}  // namespace hookline
