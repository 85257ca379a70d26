#include "emitter/delivery/promises/delivery_promise.h"

#include <algorithm>
#include <cmath>

namespace hookline {
namespace {

using namespace std::chrono_literals;

/// One attempt, and 410 switches the webhook off. The vendor names no time-out; 10 s is ours.
DeliveryPromise activecampaign() {
  return {};
}

/// The example schedule and the rules of the specification ("Deliverability and reliability",
/// github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md): 75 h 35 min 5 s in
/// all; 410 disables; 429, 502 and 504 throttle; Retry-After counts. It recommends time-outs of 15
/// to 30 s, and jitter without saying how much: there is none unless one asks for it. How long a
/// throttled endpoint is spared, and how far Retry-After may go, it doesn't say either: the
/// schedule's first wait and its longest are ours.
DeliveryPromise standard_webhooks() {
  DeliveryPromise promise;
  promise.name = "standard-webhooks";
  promise.retry.delays = {5s, 5min, 30min, 2h, 5h, 10h, 14h, 20h, 24h};
  promise.retry.retry_after_max = 24h;
  promise.retry.spare = 5s;
  promise.timeout_ms = 15'000;
  return promise;
}

/// Live mode: "up to three days with an exponential back off" (docs.stripe.com/webhooks, Automatic
/// retries). Neither the intervals nor the time-out are published: waits of 5 min, doubled up to
/// 12 h, which come to 69 h 15 min, and 10 s are ours. Nothing is said of 410 or Retry-After.
DeliveryPromise stripe() {
  DeliveryPromise promise;
  promise.name = "stripe";
  promise.retry.delays = growing_waits(12, 5min, 2, 12h);
  promise.retry.gone_switches_off = false;
  return promise;
}

/// "GitHub does not automatically redeliver failed deliveries", and 10 s for an answer
/// (docs.github.com, Handling failed webhook deliveries; Enterprise Server gives 30 s).
DeliveryPromise github() {
  DeliveryPromise promise;
  promise.name = "github";
  promise.retry.gone_switches_off = false;
  return promise;
}

/// "8 times over 4 hours using an exponential backoff schedule" (shopify.dev/changelog, Updates to
/// webhook retry mechanism, September 2024), 5 s for all of a request, and a subscription made
/// through the API is deleted after 8 failures in a row (shopify.dev, HTTPS webhook delivery): that
/// is, once a delivery has used up its retries. The intervals aren't published: 56 s, doubled each
/// time, come to 3 h 58 min. The second that it has for connecting isn't told apart here.
DeliveryPromise shopify() {
  DeliveryPromise promise;
  promise.name = "shopify";
  promise.retry.delays = growing_waits(8, 56s, 2, 24h);
  promise.retry.gone_switches_off = false;
  promise.retry.failed_in_a_row_max = 1;
  promise.timeout_ms = 5'000;
  return promise;
}

}  // namespace

std::vector<RetryPolicy::Milliseconds> growing_waits(std::size_t count,
                                                     RetryPolicy::Milliseconds first, double factor,
                                                     RetryPolicy::Milliseconds longest) {
  std::vector<RetryPolicy::Milliseconds> waits;
  auto ms = static_cast<double>(first.count());
  for (std::size_t i = 0; i < count; ++i) {
    ms = std::min(ms, static_cast<double>(longest.count()));
    waits.emplace_back(std::llround(ms));
    ms *= factor;
  }
  return waits;
}

std::span<const DeliveryPromise> delivery_promises() {
  static const std::vector<DeliveryPromise> kAll = {activecampaign(), standard_webhooks(), stripe(),
                                                    github(), shopify()};
  return kAll;
}

std::optional<DeliveryPromise> delivery_promise_named(std::string_view name) {
  for (const DeliveryPromise& promise : delivery_promises()) {
    if (promise.name == name) return promise;
  }
  return std::nullopt;
}

}  // namespace hookline
