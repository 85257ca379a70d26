#pragma once

#include "catcher/wire/head/request_head.h"
#include "catcher/wire/limits/wire_limits.h"
#include "catcher/wire/request/chunk_reader.h"
#include "catcher/wire/request/wire_request.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hookline {

/// Cuts one connection's bytes into requests and judges whether they are sound; the bytes are kept
/// as they came, in whatever pieces. Knows no socket and no clock. One thread at a time.
class RequestReader {
 public:
  explicit RequestReader(const WireLimits& limits);
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  enum class State {
    kNeedsMore,
    kReady,  ///< take() has a request: whole, or refused (then nothing more can be read from the
             ///< connection)
  };

  /// Takes the next bytes off the wire. Not to be called while a request is ready: bytes of a
  /// pipelined request are kept and come up after take().
  State feed(std::string_view bytes);
  /// The sender sends no more. Ready when a request was in the middle: it is incomplete then.
  State finish(std::string_view reason);
  /// There is no room for more of it. Ready: refused, with the start of its body.
  State refuse_for_memory();
  /// Hands out the ready request and begins the next one with the bytes left over.
  WireRequest take();
  /// Looks at the bytes left over by take().
  State resume();

  /// Whether a part of a request is there.
  bool is_in_request() const { return !raw_.empty(); }
  /// The room that the request in progress takes, and will take as far as its head tells.
  std::uint64_t wanted_bytes() const;
  /// How many bytes of it.
  std::size_t bytes() const { return raw_.size(); }
  /// Whether what is there speaks another protocol, of which no end is to be expected.
  bool is_foreign() const { return is_foreign_; }
  /// True once, when the head is read, asks for "100 Continue", and its body is not there yet.
  bool wants_continue();

 private:
  State read_head();
  State read_preamble();
  std::optional<std::size_t> find_head_end();
  State on_head_end(std::size_t head_bytes);
  State on_head_too_large();
  State read_body();
  State read_chunks();
  State complete(std::size_t bytes, std::uint64_t body_bytes);
  State refuse(Fault fault);
  Fault finish_head(Fault cut_off);
  State refuse_length(const std::string& uncountable);
  /// `said`: its size, for the sentence.
  State refuse_body(std::uint64_t body_bytes, const std::string& said);
  void fill_head(WireHead head, std::size_t head_bytes);
  void reserve_announced();

  const WireLimits limits_;
  std::string raw_;            ///< of the request in progress, then what follows it
  std::size_t parsed_ = 0;     ///< of raw_: where the ready request ends
  std::size_t start_ = 0;      ///< of raw_: where the request line begins
  std::size_t looked_at_ = 0;  ///< of raw_: up to where the head is known not to end
  bool start_known_ = false;
  bool line_judged_ = false;
  bool is_foreign_ = false;
  bool head_done_ = false;
  bool continue_asked_ = false;
  bool is_announced_ = false;  ///< a large body for which no room was made yet
  std::uint64_t length_ = 0;   ///< the Content-Length
  std::optional<ChunkReader> chunks_;
  Fault preamble_fault_;  ///< refused once its head has been read
  WireRequest request_;   ///< filled as parts of it are known
};

}  // namespace hookline
