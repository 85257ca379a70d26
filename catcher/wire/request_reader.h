#pragma once

#include "catcher/wire/wire_limits.h"
#include "catcher/wire/wire_request.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace hookline {

/// Cuts one connection's bytes into requests. Beast's strict parser says where a request ends and
/// whether it is sound; the bytes are kept as they came. Knows no socket and no clock. One thread
/// at a time.
class RequestReader {
 public:
  explicit RequestReader(const WireLimits& limits);
  ~RequestReader();
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
  /// True once, when the head is read, asks for "100 Continue", and its body is not there yet.
  bool wants_continue();

 private:
  struct Parser;

  State parse();
  State on_head();
  State complete();
  State refuse(Refusal refusal, std::string reason);
  void fill_head();

  const WireLimits limits_;
  std::unique_ptr<Parser> parser_;
  std::string raw_;         ///< of the request in progress, then what follows it
  std::size_t parsed_ = 0;  ///< how much of raw_ the parser has taken
  bool head_done_ = false;
  bool continue_asked_ = false;
  std::uint64_t announced_bytes_ = 0;  ///< the Content-Length, until room was made for it
  WireRequest request_;                ///< filled as parts of it are known
};

}  // namespace hookline
