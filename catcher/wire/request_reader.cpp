#include "catcher/wire/request_reader.h"

#include "catcher/memory/fit.h"

#include <algorithm>
#include <utility>

#include <boost/beast/core/error.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <fmt/format.h>

namespace hookline {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;

/// A body of a byte per chunk is six times its size on the wire; beyond twice (and a margin) it is
/// an attack.
std::uint64_t raw_bytes_max(const WireLimits& limits) {
  return limits.header_bytes_max + 2 * limits.body_bytes_max + (1 << 20);
}

bool is_tls_hello(std::string_view bytes) {
  return bytes.size() >= 2 && bytes[0] == '\x16' && bytes[1] == '\x03';
}

struct Verdict {
  Refusal refusal;
  std::string reason;
};

Verdict verdict_on_version(std::string_view raw) {
  if (raw.starts_with("PRI * HTTP/2.0")) {
    return {Refusal::kNotHttp1, "this is HTTP/2 with prior knowledge; the catcher speaks HTTP/1.1"};
  }
  const std::string_view line = raw.substr(0, raw.find('\n'));
  const std::string_view last_word = line.substr(line.rfind(' ') + 1);
  if (!last_word.starts_with("HTTP/")) {
    return {Refusal::kMalformed,
            "the request line does not end in HTTP/1.1 or HTTP/1.0: this is not HTTP"};
  }
  if (!line.ends_with('\r')) return {Refusal::kMalformed, "the request line does not end in CR LF"};
  return {Refusal::kNotHttp1, "the request line does not end in HTTP/1.1 or HTTP/1.0"};
}

/// What Beast's refusal means to the person who debugs the sender.
Verdict verdict_on(http::error error, std::string_view raw, const WireLimits& limits) {
  switch (error) {
    case http::error::header_limit:
      return {Refusal::kHeadTooLarge, fmt::format("the request line and headers go over {} bytes",
                                                  limits.header_bytes_max)};
    case http::error::bad_line_ending:
      return {Refusal::kMalformed, "a line of the head does not end in CR LF"};
    case http::error::bad_method:
      if (is_tls_hello(raw)) {
        return {Refusal::kNotHttp1,
                "this is a TLS hello: the sender speaks https to a plain http port; use an http:// "
                "URL"};
      }
      return {Refusal::kMalformed, "the request line does not begin with a method"};
    case http::error::bad_target:
      return {Refusal::kMalformed, "the request line has no valid target after the method"};
    case http::error::bad_version:
      return verdict_on_version(raw);
    case http::error::bad_field:
      return {Refusal::kMalformed, "a header line has no valid name before a colon"};
    case http::error::bad_value:
      return {Refusal::kMalformed, "a header value holds a control byte"};
    case http::error::bad_content_length:
      return {Refusal::kFraming,
              "the Content-Length is no number, or stands beside a chunked Transfer-Encoding"};
    case http::error::multiple_content_length:
      return {Refusal::kFraming, "there are several Content-Length headers that differ"};
    case http::error::bad_transfer_encoding:
      return {Refusal::kFraming, "the Transfer-Encoding is not one that says where the body ends"};
    case http::error::bad_chunk:
      return {Refusal::kMalformed, "a chunk of the body has no valid size line or end"};
    case http::error::bad_chunk_extension:
      return {Refusal::kMalformed, "a chunk of the body has an extension that can't be read"};
    case http::error::bad_obs_fold:
      return {Refusal::kMalformed, "a folded header line can't be read"};
    default:
      return {Refusal::kMalformed,
              "the request can't be read: " + http::make_error_code(error).message()};
  }
}

}  // namespace

/// Beast's judge without its containers: those copy each header, and take no value over 64 KiB. Of
/// the headers only what decides on the wire is looked at; whoever wants them reads them from the
/// bytes.
struct RequestReader::Parser : http::basic_parser<true> {
  explicit Parser(const WireLimits& limits) {
    header_limit(limits.header_bytes_max);
    body_limit(boost::none);  // judged in parse(), so that the true size is known
    eager(false);             // a stop after the head: the body's size is judged before its bytes
  }

  std::string method;
  std::string target;
  std::string host;
  bool has_host = false;
  bool expects_continue = false;
  int minor_version = 1;
  std::uint64_t body_bytes = 0;

 private:
  using Text = beast::string_view;
  using Error = beast::error_code;

  void on_request_impl(http::verb, Text method_text, Text target_text, int version,
                       Error&) override {
    method.assign(method_text.data(), method_text.size());
    target.assign(target_text.data(), target_text.size());
    minor_version = version % 10;
  }
  void on_response_impl(int, Text, int, Error&) override {}
  void on_field_impl(http::field name, Text, Text value, Error&) override {
    if (name == http::field::host && !has_host) {
      has_host = true;
      host.assign(value.data(), value.size());
    } else if (name == http::field::expect) {
      expects_continue = beast::iequals(value, "100-continue");
    }
  }
  void on_header_impl(Error&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, Error&) override {}
  std::size_t on_body_impl(Text bytes, Error&) override {
    body_bytes += bytes.size();
    return bytes.size();
  }
  void on_chunk_header_impl(std::uint64_t, Text, Error&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, Text bytes, Error&) override {
    body_bytes += bytes.size();
    return bytes.size();
  }
  void on_finish_impl(Error&) override {}
};

RequestReader::RequestReader(const WireLimits& limits) : limits_(limits) {}

RequestReader::~RequestReader() = default;

RequestReader::State RequestReader::feed(std::string_view bytes) {
  // A large body gets its place at once, but only when a good part of it has really come: growing
  // by doubling would need up to three times its size for a moment.
  constexpr std::size_t kBelievable = 1 << 20;
  if (head_done_ && announced_bytes_ > kBelievable && raw_.size() > kBelievable) {
    raw_.reserve(request_.head_bytes + std::exchange(announced_bytes_, 0));
  }
  raw_.append(bytes);
  return parse();
}

RequestReader::State RequestReader::resume() {
  return raw_.empty() ? State::kNeedsMore : parse();
}

RequestReader::State RequestReader::parse() {
  if (!parser_) {
    // RFC 9112, 2.2: an empty line before a request line is to be ignored.
    const auto start = raw_.find_first_not_of("\r\n");
    raw_.erase(0, std::min(start, raw_.size()));
    if (raw_.empty()) return State::kNeedsMore;
    parser_ = std::make_unique<Parser>(limits_);
  }
  Parser& parser = *parser_;
  while (!parser.is_done()) {
    beast::error_code error;
    const auto rest = std::string_view(raw_).substr(parsed_);
    parsed_ += parser.put(boost::asio::buffer(rest.data(), rest.size()), error);
    if (!head_done_ && parser.is_header_done()) {
      if (on_head() == State::kReady) return State::kReady;
    }
    if (parser.body_bytes > limits_.body_bytes_max) {
      request_.truncated = true;
      return refuse(Refusal::kBodyTooLarge,
                    fmt::format("the body goes over {} bytes; --max-body sets the limit",
                                limits_.body_bytes_max));
    }
    if (error == http::error::need_more) {
      if (raw_.size() > raw_bytes_max(limits_)) {
        return refuse(Refusal::kBodyTooLarge,
                      "the chunk framing is larger than the body it carries");
      }
      return State::kNeedsMore;
    }
    if (error) {
      if (error.category() != http::make_error_code(http::error::bad_field).category()) {
        return refuse(Refusal::kMalformed, "the request can't be read: " + error.message());
      }
      const Verdict verdict = verdict_on(static_cast<http::error>(error.value()), raw_, limits_);
      return refuse(verdict.refusal, verdict.reason);
    }
    parser.eager(true);
    if (parsed_ == raw_.size() && !parser.is_done()) return State::kNeedsMore;
  }
  return complete();
}

RequestReader::State RequestReader::on_head() {
  head_done_ = true;
  fill_head();
  Parser& parser = *parser_;
  const auto length = parser.content_length();
  if (length && *length > limits_.body_bytes_max) {
    request_.truncated = true;
    request_.body_bytes = *length;
    return refuse(Refusal::kBodyTooLarge,
                  fmt::format("the body has {} bytes, over the limit of {}; --max-body sets it",
                              *length, limits_.body_bytes_max));
  }
  announced_bytes_ = length.value_or(0);
  continue_asked_ = parser.expects_continue;
  return State::kNeedsMore;
}

void RequestReader::fill_head() {
  Parser& parser = *parser_;
  request_.head_bytes = parsed_;
  request_.method = std::move(parser.method);
  request_.target = std::move(parser.target);
  request_.version = parser.minor_version == 0 ? "HTTP/1.0" : "HTTP/1.1";
  request_.host = std::move(parser.host);
  request_.keep_alive = parser.keep_alive();
}

RequestReader::State RequestReader::complete() {
  request_.complete = true;
  request_.body_bytes = parser_->body_bytes;
  return State::kReady;
}

RequestReader::State RequestReader::refuse(Refusal refusal, std::string reason) {
  request_.refusal_kind = refusal;
  request_.refusal = std::move(reason);
  request_.keep_alive = false;
  if (head_done_) {
    request_.body_bytes = std::max<std::uint64_t>(request_.body_bytes, parser_->body_bytes);
    const std::uint64_t kept = request_.head_bytes + limits_.body_bytes_max;
    if (raw_.size() > kept && request_.truncated) raw_.resize(kept);
  }
  parsed_ = raw_.size();
  return State::kReady;
}

RequestReader::State RequestReader::finish(std::string_view reason) {
  if (!is_in_request()) return State::kNeedsMore;
  const auto length = head_done_ ? parser_->content_length() : boost::none;
  const auto refused = refuse(Refusal::kCutOff, std::string(reason));
  if (length) request_.body_bytes = *length;
  return refused;
}

RequestReader::State RequestReader::refuse_for_memory() {
  constexpr std::size_t kKeptBytes = std::size_t{1} << 20;
  const auto length = head_done_ ? parser_->content_length() : boost::none;
  if (head_done_ && raw_.size() > request_.head_bytes + kKeptBytes) {
    raw_.resize(request_.head_bytes + kKeptBytes);
    raw_.shrink_to_fit();
  }
  const auto refused =
      refuse(Refusal::kNoMemory,
             "all the memory for requests under way was in use, also after a wait; "
             "--memory allows more");
  request_.truncated = head_done_;
  if (length) request_.body_bytes = *length;
  return refused;
}

std::uint64_t RequestReader::wanted_bytes() const {
  const auto length = head_done_ ? parser_->content_length() : boost::none;
  if (length) return std::max<std::uint64_t>(raw_.capacity(), request_.head_bytes + *length);
  // It grows by doubling, and has both for a moment.
  constexpr std::size_t kDoubling = 256 << 10;
  return raw_.size() > kDoubling ? 2 * raw_.capacity() : raw_.capacity();
}

WireRequest RequestReader::take() {
  WireRequest taken = std::move(request_);
  request_ = WireRequest();
  // What is handed out is kept by others, and must not hold the room of what came with it.
  if (parsed_ < raw_.size()) {
    taken.raw.assign(raw_, 0, parsed_);
    raw_.erase(0, parsed_);
  } else {
    taken.raw = std::exchange(raw_, std::string());
    fit(taken.raw);
  }
  parsed_ = 0;
  parser_.reset();
  head_done_ = false;
  continue_asked_ = false;
  announced_bytes_ = 0;
  return taken;
}

bool RequestReader::wants_continue() {
  const bool wants = continue_asked_ && raw_.size() == request_.head_bytes;
  continue_asked_ = false;
  return wants;
}

}  // namespace hookline
