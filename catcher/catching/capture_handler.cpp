#include "catcher/catching/capture_handler.h"

#include "catcher/base/http/message/answer_writer.h"
#include "catcher/base/http/url/authority.h"
#include "catcher/base/process/diagnostics.h"
#include "catcher/base/text/ascii.h"
#include "catcher/captures/capture_outline.h"
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

namespace hookline {
namespace {

Headers headers_of(const ReplyDecision& decision) {
  Headers headers;
  for (const HeaderField& header : decision.headers) {
    headers.push_back({header.name(), header.value()});
  }
  return headers;
}

std::string own_body(std::string_view id) {
  return fmt::format("caught {}\n", id);
}

CaptureReply reply_of(const ReplyDecision& decision) {
  CaptureReply reply;
  reply.status = decision.status;
  reply.headers = headers_of(decision);
  reply.delay_ms = decision.delay_ms;
  reply.fault = std::string(name_of(decision.fault));
  if (decision.rule) reply.rule = static_cast<std::uint32_t>(*decision.rule);
  if (decision.body) {
    reply.body = decision.body->substr(0, kReplyBodyMax);
    reply.body_bytes = decision.body->size();
  } else if (decision.is_asked_for()) {
    reply.body = own_body(ReplyDecision::kIdHole);
    reply.body_bytes = reply.body->size();
  }
  return reply;
}

/// Whether a rule's own headers announce the connection's end.
bool says_close(const ReplyDecision& decision) {
  return std::any_of(decision.headers.begin(), decision.headers.end(), [](const auto& header) {
    return equals_ignoring_case(header.name(), "connection") &&
           equals_ignoring_case(header.value(), "close");
  });
}

/// What a capture says until the app has answered.
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

/// A request that the app answers.
struct CaptureHandler::Awaited {
  Forwarder::Errand errand;
  Capture outline;  ///< for the line that is written once it has
};

/// What is left of a request once its capture has gone to the store.
struct CaptureHandler::Pending {
  std::string method;
  bool keep_alive = false;
  ReplyDecision decision;
  std::optional<CaptureLine> line;
  std::unique_ptr<Capture>
      outline;  ///< of a long line, which is made behind the answers, one at a time
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
      forwarder_(forwarder) {}

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

/// A line of JSON holds the body, so that the lines of a batch of large requests would take the
/// memory of the batch once more.
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

CaptureHandler::Pending CaptureHandler::prepare(WireRequest& request, Capture& capture) {
  Pending one;
  one.decision = decide(capture, request.refusal_kind);
  capture.reply = reply_of(one.decision);
  one.method = std::move(request.method);
  one.keep_alive = request.keep_alive && !says_close(one.decision);
  const bool is_taken = request.refusal_kind == Refusal::kNone;
  if (forwarder_ && is_taken && !one.decision.is_asked_for()) {
    // What the catcher would add to its own answer is added to the app's.
    Headers added = std::exchange(capture.reply, awaited_reply()).headers;
    one.awaited = std::make_unique<Awaited>(
        Awaited{forwarder_->errand_for(capture, request.keep_alive, std::move(added)),
                outline_of(capture)});
  } else if (log_ && is_long_line(capture)) {
    one.outline = std::make_unique<Capture>(outline_of(capture));
  } else if (log_) {
    one.line.emplace(capture, log_->style());
  }
  return one;
}

std::int64_t CaptureHandler::store(Captures captures) {
  const std::size_t count = captures.size();
  try {
    const auto start = std::chrono::steady_clock::now();
    const std::int64_t first = appender_.append(std::move(captures));
    metrics_.count_stored(std::chrono::steady_clock::now() - start);
    if (store_fails_.exchange(false)) warn("the store takes captures again");
    return first;
  } catch (const StoreError& error) {
    metrics_.count_unstored(count);
    // Once, not for each of what may be thousands a second; /metrics counts them.
    if (!store_fails_.exchange(true)) {
      tell_error(fmt::format(
          "{}; requests are answered with 503 until the store takes captures again", error.what()));
    }
    throw;
  }
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
    pending.push_back(prepare(request, captures.back()));
  }
  std::int64_t first = 0;
  try {
    first = store(std::move(captures));
  } catch (const StoreError& error) {
    for (std::size_t i = 0; i < batch.size(); ++i) {
      pending[i].decision = unstored(error.what());
      answer(*batch[i], pending[i], {});
    }
    return;
  }
  finish(batch, pending, first);
}

void CaptureHandler::finish(std::span<const ExchangePtr> batch, std::vector<Pending>& pending,
                            std::int64_t id) {
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
    answer(*batch[i], one, own_body(std::to_string(id)));
    if (one.outline) {
      if (line_count > 0) log_->write(std::exchange(lines, ""), std::exchange(line_count, 0));
      write_line(id, *one.outline);
    }
    if (!one.line) continue;
    lines += one.line->with_id(id);
    ++line_count;
  }
  if (line_count > 0) log_->write(lines, line_count);
}

void CaptureHandler::forward(const ExchangePtr& exchange, Awaited awaited, std::int64_t id) {
  forwarder_->run(std::move(awaited.errand), id, exchange,
                  [this, id, outline = std::move(awaited.outline)](
                      Outcome outcome, const CaptureReply& reply, const Relay& relay) mutable {
                    metrics_.count_forward(outcome);
                    if (log_ == nullptr) return;
                    outline.reply = reply;
                    outline.duration_us += relay.duration_us;
                    write_line(id, outline);
                  });
}

void CaptureHandler::write_line(std::int64_t id, const Capture& outline) {
  std::optional<Capture> whole;
  std::vector<Relay> relays;
  try {
    // A line of JSON holds the body, too, which is in the store.
    if (log_->style().format == LineFormat::kJson) {
      whole = stored_.find(id);
      relays = stored_.relays(id);
    }
  } catch (const StoreError&) {
    // Then the line says what the outline does.
  }
  log_->write(CaptureLine(whole ? *whole : outline, log_->style(), relays).with_id(id), 1);
}

void CaptureHandler::answer(Exchange& exchange, Pending& one, std::string own_body) {
  ReplyDecision& decision = one.decision;
  const Answer answer{.status = decision.status,
                      .reason = std::string(reason_of(decision.status)),
                      .headers = headers_of(decision),
                      .body = std::move(decision.body).value_or(std::move(own_body))};
  exchange.answer({.bytes = answer_text(answer, one.method, one.keep_alive),
                   .keep_alive = one.keep_alive,
                   .delay_ms = decision.delay_ms,
                   .fault = decision.fault});
}

}  // namespace hookline
