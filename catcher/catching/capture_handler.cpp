#include "catcher/catching/capture_handler.h"

#include "catcher/base/http/url/authority.h"
#include "catcher/base/text/ascii.h"
#include "catcher/catching/answer_writer.h"
#include "catcher/log/capture_line.h"
#include "catcher/log/capture_log.h"
#include "catcher/metrics/metrics.h"
#include "catcher/relays/forwarder.h"
#include "catcher/wire/request/wire_request.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

namespace hookline {
namespace {

CaptureReply reply_of(const ReplyDecision& decision) {
  CaptureReply reply;
  reply.status = decision.status;
  for (const HeaderField& header : decision.headers)
    reply.headers.push_back({header.name(), header.value()});
  reply.delay_ms = decision.delay_ms;
  reply.fault = std::string(name_of(decision.fault));
  if (decision.rule) reply.rule = static_cast<std::uint32_t>(*decision.rule);
  return reply;
}

/// Whether a rule's own headers announce the connection's end.
bool says_close(const ReplyDecision& decision) {
  return std::any_of(decision.headers.begin(), decision.headers.end(), [](const auto& header) {
    return equals_ignoring_case(header.name(), "connection") &&
           equals_ignoring_case(header.value(), "close");
  });
}

/// A capture without its bytes: what a log line is made of.
Capture outline_of(const Capture& capture) {
  Capture outline;
  outline.received_us = capture.received_us;
  outline.duration_us = capture.duration_us;
  outline.channel = capture.channel;
  outline.method = capture.method;
  outline.target = capture.target;
  outline.body_bytes = capture.body_bytes;
  outline.refusal = capture.refusal;
  outline.reply = capture.reply;
  return outline;
}

/// While the app is asked: nothing has been answered.
CaptureReply awaited_reply() {
  CaptureReply reply;
  reply.status = 0;
  return reply;
}

ReplyDecision unstored(const std::string& reason) {
  ReplyDecision decision;
  decision.status = 503;
  decision.body = "not caught: " + reason + "\n";
  return decision;
}

}  // namespace

/// A request that someone else answers.
struct CaptureHandler::Awaited {
  Forwarder::Errand errand;
  Capture outline;  ///< for the line that is written then
};

/// What is left of a request once its capture has gone to the store.
struct CaptureHandler::Pending {
  std::string method;
  bool keep_alive = false;
  ReplyDecision decision;
  std::optional<CaptureLine> line;
  std::unique_ptr<Capture> outline;  ///< of a line that is made later, by itself
  std::unique_ptr<Awaited> awaited;
};

std::string channel_of(std::string_view host, std::string_view domain) {
  const std::string name = lowered(name_in_authority(host));
  if (domain.ends_with('.')) domain.remove_suffix(1);
  for (const std::string_view suffix : {std::string_view("localhost"), domain}) {
    if (suffix.empty() || name.size() < suffix.size() + 2 || !name.ends_with(lowered(suffix)))
      continue;
    const std::size_t dot = name.size() - suffix.size() - 1;
    if (name[dot] == '.') return name.substr(0, dot);
  }
  return "";
}

CaptureHandler::CaptureHandler(CaptureAppender& appender, StoredCaptures& stored, ReplyRules& rules,
                               Metrics& metrics, std::string domain, CaptureLog* log,
                               Forwarder* forwarder)
    : appender_(appender),
      stored_(stored),
      rules_(rules),
      metrics_(metrics),
      domain_(std::move(domain)),
      log_(log),
      forwarder_(forwarder),
      writer_(std::make_unique<AnswerWriter>()) {}

CaptureHandler::~CaptureHandler() = default;

Capture CaptureHandler::capture_of(WireRequest& request) const {
  Capture capture;
  capture.received_us = request.received_us;
  capture.duration_us = request.duration_us;
  capture.client_ip = std::move(request.client_ip);
  capture.client_port = request.client_port;
  capture.channel = channel_of(request.host, domain_);
  capture.method = request.method;
  capture.target = std::move(request.target);
  capture.version = std::move(request.version);
  capture.raw = std::move(request.raw);
  capture.head_bytes = request.head_bytes;
  capture.framing = request.framing;
  capture.body_bytes = request.body_bytes;
  capture.complete = request.complete;
  capture.truncated = request.truncated;
  capture.refusal = request.refusal;
  return capture;
}

/// Lines of JSON hold the body: those of a batch of large ones are never held together.
bool CaptureHandler::is_long_line(const Capture& capture) const {
  constexpr std::size_t kLong = std::size_t{1} << 20;
  return log_->style().format == LineFormat::kJson && capture.raw.size() > kLong;
}

ReplyDecision CaptureHandler::decide(const Capture& capture, Refusal refused) {
  if (refused == Refusal::kNone) {
    return rules_.reply_to(capture, std::chrono::steady_clock::now());
  }
  ReplyDecision refusal;
  refusal.status = status_of(refused);
  refusal.body = capture.refusal + "\n";
  return refusal;
}

void CaptureHandler::handle(std::span<const ExchangePtr> batch) {
  Captures captures;
  std::vector<Pending> pending;
  captures.reserve(batch.size());
  pending.reserve(batch.size());
  for (const ExchangePtr& exchange : batch) {
    WireRequest& request = exchange->request();
    metrics_.count_request(request.raw.size(), request.refusal_kind);
    captures.push_back(capture_of(request));
    Capture& capture = captures.back();
    ReplyDecision decision = decide(capture, request.refusal_kind);
    capture.reply = reply_of(decision);
    pending.push_back({std::move(request.method),
                       request.keep_alive && !says_close(decision),
                       std::move(decision),
                       {},
                       {},
                       {}});
    if (forwarder_ && request.refusal_kind == Refusal::kNone &&
        !pending.back().decision.is_asked_for()) {
      // What the catcher would add to its own answer is added to the app's.
      Headers added = std::exchange(capture.reply, awaited_reply()).headers;
      pending.back().awaited = std::make_unique<Awaited>(
          Awaited{forwarder_->errand_for(capture, request.keep_alive, std::move(added)),
                  outline_of(capture)});
    } else if (log_ && is_long_line(capture)) {
      pending.back().outline = std::make_unique<Capture>(outline_of(capture));
    } else if (log_) {
      pending.back().line.emplace(capture, log_->style());
    }
  }
  std::int64_t id = 0;
  try {
    const auto start = std::chrono::steady_clock::now();
    id = appender_.append(std::move(captures));
    metrics_.count_stored(std::chrono::steady_clock::now() - start);
    if (store_fails_.exchange(false)) spdlog::warn("the store takes captures again");
  } catch (const StoreError& error) {
    metrics_.count_unstored(batch.size());
    for (Pending& one : pending) one.decision = unstored(error.what());
    // Once, not for each of what may be thousands a second; /metrics counts them.
    if (!store_fails_.exchange(true)) {
      spdlog::error("{}; requests are answered with 503 until the store takes captures again",
                    error.what());
    }
    for (std::size_t i = 0; i < batch.size(); ++i) answer(*batch[i], pending[i], "");
    return;
  }
  std::string lines;
  std::size_t line_count = 0;
  for (std::size_t i = 0; i < batch.size(); ++i, ++id) {
    Pending& one = pending[i];
    if (one.awaited) {
      forward(batch[i], std::move(*one.awaited), id);
      continue;
    }
    one.decision.put_id(id);
    if (batch[i]->request().refusal_kind == Refusal::kNone) metrics_.count_reply(one.decision);
    answer(*batch[i], one, fmt::format("caught {}\n", id));
    if (one.outline) {
      if (line_count > 0) log_->write(std::exchange(lines, ""), std::exchange(line_count, 0));
      write_line(id, *one.outline);
    }
    if (!one.line) continue;
    lines += one.line->with_id(id);
    ++line_count;
  }
  if (line_count > 0) log_->write(std::move(lines), line_count);
}

void CaptureHandler::forward(const ExchangePtr& exchange, Awaited awaited, std::int64_t id) {
  OnForwarded tell;
  if (log_) {
    tell = [this, id, outline = std::move(awaited.outline)](const CaptureReply& reply,
                                                            const Relay& relay) mutable {
      outline.reply = reply;
      outline.duration_us += relay.duration_us;
      write_line(id, outline);
    };
  }
  forwarder_->run(std::move(awaited.errand), id, exchange, std::move(tell));
}

void CaptureHandler::write_line(std::int64_t id, const Capture& outline) {
  std::optional<Capture> whole;
  std::vector<Relay> relays;
  try {
    // For programs the bytes belong to it, and they are in the store.
    if (log_->style().format == LineFormat::kJson) {
      whole = stored_.find(id);
      relays = stored_.relays(id);
    }
  } catch (const StoreError&) {
    // The outline has to do.
  }
  log_->write(CaptureLine(whole ? *whole : outline, log_->style(), relays).with_id(id), 1);
}

void CaptureHandler::answer(Exchange& exchange, const Pending& one, const std::string& own_body) {
  exchange.answer({.bytes = writer_->write(one.decision, own_body, {one.method, one.keep_alive}),
                   .keep_alive = one.keep_alive,
                   .delay_ms = one.decision.delay_ms,
                   .fault = one.decision.fault});
}

}  // namespace hookline
