#include "catcher/wire/request/request_reader.h"

#include "catcher/base/http/headers/preamble.h"
#include "catcher/base/memory/fit.h"
#include "catcher/wire/head/http2_start.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kBlankBytesMax = 1024;

/// In chunks of one byte a body takes six times its size on the wire. No honest sender needs more
/// than twice its size and a margin.
std::uint64_t raw_bytes_max(const WireLimits& limits) {
  return limits.header_bytes_max + 2 * limits.body_bytes_max + (1 << 20);
}

Fault fault_of(Preamble::Kind preamble) {
  switch (preamble) {
    case Preamble::Kind::kProxyV1:
    case Preamble::Kind::kProxyV2:
      return {Refusal::kMalformed,
              fmt::format("the connection begins with a PROXY protocol preface (v{}), which is no "
                          "HTTP: switch it off at the load balancer (send-proxy, proxy_protocol)",
                          preamble == Preamble::Kind::kProxyV1 ? 1 : 2)};
    case Preamble::Kind::kNone:
    case Preamble::Kind::kBlankLines:
      return {};
  }
  return {};
}

}  // namespace

RequestReader::RequestReader(const WireLimits& limits) : limits_(limits) {}

void RequestReader::reserve_announced() {
  // A large body gets its place at once, but only when a good part of it has really come: growing
  // by doubling would need up to three times its size for a moment.
  constexpr std::size_t kBelievable = 1 << 20;
  if (!is_announced_ || raw_.size() <= kBelievable) return;
  is_announced_ = false;
  raw_.reserve(request_.head_bytes + length_);
}

RequestReader::State RequestReader::feed(std::string_view bytes) {
  reserve_announced();
  raw_.append(bytes);
  return resume();
}

RequestReader::State RequestReader::resume() {
  if (raw_.empty()) return State::kNeedsMore;
  if (!head_done_ && read_head() == State::kReady) return State::kReady;
  return head_done_ ? read_body() : State::kNeedsMore;
}

RequestReader::State RequestReader::read_preamble() {
  const Preamble preamble = preamble_of(raw_);
  if (preamble.kind == Preamble::Kind::kBlankLines && preamble.bytes > kBlankBytesMax) {
    return refuse({Refusal::kMalformed,
                   fmt::format("over {} bytes of blank lines came instead of a request line",
                               kBlankBytesMax)});
  }
  const bool is_proxy = preamble.kind != Preamble::Kind::kBlankLines;
  if (is_proxy && preamble.bytes > limits_.header_bytes_max) {
    return refuse(fault_of(preamble.kind));
  }
  if (!preamble.whole) return State::kNeedsMore;
  start_known_ = true;
  start_ = preamble.bytes;
  looked_at_ = start_;
  preamble_fault_ = fault_of(preamble.kind);
  return State::kNeedsMore;
}

RequestReader::State RequestReader::read_head() {
  if (!start_known_ && read_preamble() == State::kReady) return State::kReady;
  if (!start_known_ || start_ == raw_.size()) return State::kNeedsMore;
  const auto head = std::string_view(raw_).substr(start_);
  if (!line_judged_) {
    // No further than the limit, so that the pieces in which it comes make no difference.
    Fault fault = fault_of_start(head.substr(0, limits_.header_bytes_max));
    if (fault.refusal != Refusal::kNone) {
      is_foreign_ = is_http2(head);
      const bool is_awaited = is_foreign_ && !holds_http2_request(head);
      if (is_awaited && head.size() <= limits_.header_bytes_max) return State::kNeedsMore;
      return refuse(std::move(fault));
    }
    const auto line_end = head.find('\n');
    if (line_end < limits_.header_bytes_max) {
      line_judged_ = true;
      RequestLine line = read_request_line(head.substr(0, line_end));
      if (!line.is_http) {
        request_.method = line.method;
        request_.target = line.target;
        return refuse(std::move(line.fault));
      }
    }
  }
  if (const auto end = find_head_end()) return on_head_end(*end);
  if (head.size() > limits_.header_bytes_max) return on_head_too_large();
  return State::kNeedsMore;
}

std::optional<std::size_t> RequestReader::find_head_end() {
  while (true) {
    const auto line_end = raw_.find('\n', looked_at_);
    if (line_end == std::string::npos) {
      looked_at_ = raw_.size();
      return std::nullopt;
    }
    const auto next = std::string_view(raw_).substr(line_end + 1, 2);
    if (next.starts_with('\n')) return line_end + 2;
    if (next == "\r\n") return line_end + 3;
    looked_at_ = line_end;
    if (next.empty() || next == "\r") return std::nullopt;
    looked_at_ = line_end + 1;
  }
}

RequestReader::State RequestReader::on_head_too_large() {
  const auto head = std::string_view(raw_).substr(start_, limits_.header_bytes_max);
  if (line_judged_) {
    // The last line may not be whole, so it isn't read.
    fill_head(read_wire_head(head.substr(0, head.rfind('\n') + 1)), raw_.size());
  }
  return refuse(
      {Refusal::kHeadTooLarge,
       fmt::format("the request line and headers go over {} bytes", limits_.header_bytes_max)});
}

RequestReader::State RequestReader::on_head_end(std::size_t end) {
  if (end - start_ > limits_.header_bytes_max) return on_head_too_large();
  head_done_ = true;
  WireHead head = read_wire_head(std::string_view(raw_).substr(start_, end - start_));
  Fault fault = preamble_fault_.refusal != Refusal::kNone ? preamble_fault_ : std::move(head.fault);
  length_ = head.framing.length;
  is_announced_ = length_ > 0;
  const std::string uncountable = std::move(head.framing.digits);
  continue_asked_ = head.expects_continue;
  fill_head(std::move(head), end);
  if (fault.refusal != Refusal::kNone) return refuse(std::move(fault));
  if (length_ > limits_.body_bytes_max) return refuse_length(uncountable);
  if (request_.framing == Framing::kChunked) chunks_.emplace(limits_.header_bytes_max);
  return State::kNeedsMore;
}

RequestReader::State RequestReader::refuse_length(const std::string& uncountable) {
  if (uncountable.empty()) return refuse_body(length_, fmt::format("has {} bytes", length_));
  // The length that was announced fits no number, so the size told is that of what has come.
  return refuse_body(raw_.size() - request_.head_bytes,
                     fmt::format("is announced with {} bytes", quoted(uncountable)));
}

void RequestReader::fill_head(WireHead head, std::size_t head_bytes) {
  request_.head_bytes = head_bytes;
  request_.method = std::move(head.method);
  request_.target = std::move(head.target);
  request_.version = std::move(head.version);
  request_.host = std::move(head.host);
  request_.keep_alive = head.keep_alive;
  request_.framing = head.framing.kind;
}

RequestReader::State RequestReader::read_body() {
  if (chunks_) return read_chunks();
  const std::uint64_t there = raw_.size() - request_.head_bytes;
  if (there < length_) return State::kNeedsMore;
  return complete(request_.head_bytes + length_, length_);
}

RequestReader::State RequestReader::read_chunks() {
  chunks_->read(std::string_view(raw_).substr(request_.head_bytes));
  if (chunks_->body_bytes() > limits_.body_bytes_max) {
    const std::uint64_t bytes = chunks_->body_bytes();
    return refuse_body(bytes, fmt::format("has {} bytes so far", bytes));
  }
  if (chunks_->fault().refusal != Refusal::kNone) return refuse(chunks_->fault());
  if (chunks_->is_done()) {
    return complete(request_.head_bytes + chunks_->position(), chunks_->body_bytes());
  }
  if (raw_.size() <= raw_bytes_max(limits_)) return State::kNeedsMore;
  return refuse({Refusal::kBodyTooLarge, "the chunk framing is larger than the body it carries"});
}

RequestReader::State RequestReader::complete(std::size_t bytes, std::uint64_t body_bytes) {
  parsed_ = bytes;
  request_.complete = true;
  request_.body_bytes = body_bytes;
  return State::kReady;
}

RequestReader::State RequestReader::refuse_body(std::uint64_t body_bytes, const std::string& said) {
  request_.truncated = true;
  request_.body_bytes = body_bytes;
  return refuse(
      {Refusal::kBodyTooLarge, fmt::format("the body {}, over the limit of {} bytes; {}", said,
                                           limits_.body_bytes_max, limits_.body_limit_advice)});
}

RequestReader::State RequestReader::refuse(Fault fault) {
  request_.refusal_kind = fault.refusal;
  request_.refusal = std::move(fault.reason);
  request_.keep_alive = false;
  if (chunks_) request_.body_bytes = std::max(request_.body_bytes, chunks_->body_bytes());
  if (head_done_ && request_.framing == Framing::kFaulty) {
    request_.body_bytes = raw_.size() - request_.head_bytes;
  }
  const std::uint64_t kept = request_.head_bytes + limits_.body_bytes_max;
  if (request_.truncated && raw_.size() > kept) raw_.resize(kept);
  parsed_ = raw_.size();
  return State::kReady;
}

RequestReader::State RequestReader::finish(std::string_view reason) {
  if (!is_in_request()) return State::kNeedsMore;
  if (head_done_) {
    request_.body_bytes = length_;
    return refuse({Refusal::kCutOff, std::string(reason)});
  }
  if (!start_known_ || start_ == raw_.size()) {
    const Preamble preamble = preamble_of(raw_);
    if (preamble.kind == Preamble::Kind::kBlankLines && preamble.bytes == raw_.size()) {
      return refuse({Refusal::kCutOff,
                     "only blank lines came, and no request behind them: a sender that ends its "
                     "bodies with CR LF leaves them"});
    }
    if (preamble_fault_.refusal != Refusal::kNone) return refuse(preamble_fault_);
    return refuse({Refusal::kCutOff, std::string(reason)});
  }
  return refuse(finish_head({Refusal::kCutOff, std::string(reason)}));
}

Fault RequestReader::finish_head(Fault cut_off) {
  if (is_foreign_) return fault_of_start(std::string_view(raw_).substr(start_));
  if (!line_judged_) return cut_off;
  // The last line may not be whole, so it isn't read.
  const auto head = std::string_view(raw_).substr(start_);
  WireHead read = read_wire_head(head.substr(0, head.rfind('\n') + 1));
  Fault fault = preamble_fault_.refusal != Refusal::kNone ? preamble_fault_ : std::move(read.fault);
  fill_head(std::move(read), raw_.size());
  return fault.refusal == Refusal::kNone ? cut_off : fault;
}

RequestReader::State RequestReader::refuse_for_memory() {
  constexpr std::size_t kKeptBytes = std::size_t{1} << 20;
  if (head_done_ && raw_.size() > request_.head_bytes + kKeptBytes) {
    raw_.resize(request_.head_bytes + kKeptBytes);
    raw_.shrink_to_fit();
  }
  request_.truncated = head_done_;
  if (head_done_ && !chunks_) request_.body_bytes = length_;
  return refuse({Refusal::kNoMemory,
                 "all the memory for requests under way was in use, also after a wait; --memory "
                 "allows more"});
}

std::uint64_t RequestReader::wanted_bytes() const {
  if (head_done_ && !chunks_) {
    return std::max<std::uint64_t>(raw_.capacity(), request_.head_bytes + length_);
  }
  // A string grows by doubling, and for a moment both the old and the new one exist.
  constexpr std::size_t kDoubling = 256 << 10;
  return raw_.size() > kDoubling ? 2 * raw_.capacity() : raw_.capacity();
}

WireRequest RequestReader::take() {
  WireRequest taken = std::move(request_);
  request_ = WireRequest();
  // Others will keep the request: it must not hold more memory than its bytes need.
  if (parsed_ < raw_.size()) {
    taken.raw.assign(raw_, 0, parsed_);
    raw_.erase(0, parsed_);
  } else {
    taken.raw = std::exchange(raw_, std::string());
    fit(taken.raw);
  }
  parsed_ = start_ = looked_at_ = 0;
  start_known_ = line_judged_ = is_foreign_ = head_done_ = continue_asked_ = is_announced_ = false;
  length_ = 0;
  chunks_.reset();
  preamble_fault_ = {};
  return taken;
}

bool RequestReader::wants_continue() {
  const bool wants = continue_asked_ && raw_.size() == request_.head_bytes;
  continue_asked_ = false;
  return wants;
}

}  // namespace hookline
