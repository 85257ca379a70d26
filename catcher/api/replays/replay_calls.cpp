#include "catcher/api/replays/replay_calls.h"

#include "catcher/api/call/call.h"
#include "catcher/api/finding/capture_in.h"
#include "catcher/api/replays/replays_under_way.h"
#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/net/sender.h"
#include "catcher/base/process/failure.h"
#include "catcher/base/signing/signer.h"
#include "catcher/base/units/timestamp.h"
#include "catcher/captures/json/relay_json.h"
#include "catcher/captures/views/capture_view.h"
#include "catcher/metrics/metrics.h"
#include "catcher/relays/forwarder.h"
#include "catcher/relays/requests/replay_order.h"
#include "catcher/verdicts/signing_keys.h"

#include <memory>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr const char* kHowTo =
    "send {\"to\":URL}, and what is to differ from the request as it was caught: \"method\", "
    "\"target\", \"headers\":[[name,value]…], \"body\" or \"body_base64\"; \"sign\":true signs it "
    "anew";

ReplayOrder order_in(const httplib::ContentReader& reader) {
  const std::string body = read_call_body(reader);
  try {
    return parse_replay_order(body);
  } catch (const Failure& error) {
    throw CallError(400, error.what(), kHowTo);
  }
}

/// What is there of a capture must be enough to say it again.
void refuse_unsendable(const Capture& capture, const RelayEdits& edits) {
  if (capture.method.empty() || capture.target.empty()) {
    throw CallError(
        409, fmt::format("capture {} is no HTTP request that could be sent again", capture.id),
        "GET /api/captures/ID/raw has its bytes");
  }
  if ((!capture.complete || capture.truncated) && !edits.body) {
    throw CallError(409,
                    fmt::format("capture {} is not whole, so it can't be sent as it was: {}",
                                capture.id, capture.refusal),
                    "give the body that is to be sent, as \"body\" or \"body_base64\"");
  }
}

SigningKey key_for(const ReplayOrder& order, const Capture& capture, const SigningKeys& keys) {
  if (order.key) return *order.key;
  if (auto key = keys.key_for(capture)) return std::move(*key);
  throw CallError(409, fmt::format("no signing key is set for capture {}", capture.id),
                  "set one with PUT /api/signing, or send it along as "
                  "\"sign\":{\"scheme\":…,\"key\":…}");
}

/// With the id that the message had, and the time it is now.
Headers signature_for(const ReplayOrder& order, const Capture& capture, const SigningKeys& keys,
                      std::int64_t now_us) {
  const auto id = find_header_line(head_of(capture), "webhook-id");
  try {
    return sign(key_for(order, capture, keys), id ? *id : fmt::format("msg_{}", capture.id),
                now_us / 1'000'000, relay_body(capture, order.edits));
  } catch (const std::invalid_argument& refused) {
    throw CallError(400, refused.what(), kHowTo);
  }
}

/// Of the capture: as read, its body put together, and what goes out.
constexpr std::uint64_t kCopiesToReplay = 3;

int status_of(Outcome outcome) {
  if (outcome == Outcome::kForbidden) return 403;
  if (outcome == Outcome::kTimeout) return 504;
  return outcome == Outcome::kCancelled ? 503 : 502;
}

bool is_kept(StoredCaptures& store, std::int64_t id) {
  CaptureQuery one;
  one.after = id - 1;
  one.before = id + 1;
  one.limit = 1;
  return !store.sizes(one).empty();
}

void replay(CaptureStore& store, const CallMemory& memory, Sender& sender, const SigningKeys& keys,
            Metrics& metrics, ReplaysUnderWay& under_way, const httplib::Request& request,
            httplib::Response& response, const httplib::ContentReader& reader) {
  CallQuery(request).refuse_all();
  ReplayOrder order = order_in(reader);
  const auto [share, capture] = capture_in(store, memory, kCopiesToReplay, request);
  refuse_unsendable(capture, order.edits);
  const std::string problem = sender.problem_with(order.to);
  if (!problem.empty()) {
    throw CallError(403, problem, "start the catcher with --allow-host HOST to allow a host");
  }
  const std::int64_t at_us = wall_clock_us();
  if (order.wants_signature) order.edits.signature = signature_for(order, capture, keys, at_us);
  const std::string target = order.target(capture.target);
  const std::string method = order.edits.method.value_or(capture.method);
  OutgoingRequest outgoing{
      order.to, relay_bytes(capture, order.to, target, order.edits, RelayHost::kOfUrl),
      method == "HEAD" ? AnswerReader::Body::kNone : AnswerReader::Body::kAsFramed};
  const ReplaysUnderWay::One one(under_way, capture.id);
  outgoing.stop = one.stop();
  const OutgoingResult result = send_and_wait(sender, std::move(outgoing));
  metrics.count_replay(result.outcome);
  Relay relay = relay_of(RelayKind::kReplay, order.to.origin() + target, at_us, result);
  relay.edited = order.edits.names();
  store.add_relay(capture.id, relay, std::nullopt);
  answer_json(response, replay_json(relay) + "\n");
  if (result.outcome != Outcome::kAnswered) response.status = status_of(result.outcome);
}

}  // namespace

void route_replays(HttpServer& server, CaptureStore& store, const CallMemory& memory,
                   Sender& sender, const SigningKeys& keys, Metrics& metrics) {
  const auto under_way = std::make_shared<ReplaysUnderWay>();
  server.Post("/api/captures/([^/]+)/replay",
              [&store, &memory, &sender, &keys, &metrics, under_way](
                  const auto& request, auto& response, const auto& reader) {
                replay(store, memory, sender, keys, metrics, *under_way, request, response, reader);
              });
  server.Delete("/api/captures/([^/]+)/replay",
                [&store, under_way](const auto& request, auto& response) {
                  CallQuery(request).refuse_all();
                  const std::int64_t id = id_in(request);
                  const std::size_t cancelled = under_way->cancel(id);
                  if (cancelled == 0 && !is_kept(store, id)) throw no_capture(id);
                  answer_json(response, fmt::format("{{\"cancelled\":{}}}\n", cancelled));
                });
}

}  // namespace hookline
