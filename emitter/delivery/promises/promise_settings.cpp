#include "emitter/delivery/promises/promise_settings.h"

#include "catcher/base/http/headers/header.h"
#include "catcher/base/text/ascii.h"
#include "catcher/base/text/parts.h"
#include "catcher/base/text/spelling.h"
#include "catcher/base/units/quantity.h"

#include <array>
#include <charconv>
#include <cmath>
#include <random>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

using Milliseconds = RetryPolicy::Milliseconds;

/// One setting being read.
struct Setting {
  std::string_view name;
  std::string_view value;

  [[noreturn]] void refuse(const std::string& sentence) const {
    throw PromiseSettingError(name, value, sentence);
  }
  Milliseconds wait(std::string_view text) const;
  double number(std::string_view text, double min, double max, std::string_view expected) const;
};

Milliseconds Setting::wait(std::string_view text) const {
  try {
    return Milliseconds(parse_duration_ms(text));
  } catch (const std::invalid_argument& error) {
    refuse(error.what());
  }
}

double Setting::number(std::string_view text, double min, double max,
                       std::string_view expected) const {
  double number = 0;
  const char* last = text.data() + text.size();
  const auto [end, problem] = std::from_chars(text.data(), last, number);
  const bool sound = problem == std::errc() && end == last && std::isfinite(number);
  if (sound && number >= min && number <= max) return number;
  refuse(fmt::format("\"{}\" is no {}", text, expected));
}

DeliveryPromise read_preset(const Setting& preset) {
  if (preset.value.empty()) return {};
  if (const auto promise = delivery_promise_named(preset.value)) return *promise;
  std::vector<std::string_view> names;
  for (const DeliveryPromise& promise : delivery_promises()) names.push_back(promise.name);
  preset.refuse(
      fmt::format("\"{}\" is no preset; {}", preset.value, suggestion(preset.value, names)));
}

std::vector<Milliseconds> read_backoff(const Setting& backoff, std::size_t count) {
  using namespace std::chrono_literals;
  if (backoff.value.empty()) return growing_waits(count, 1s, 2, 24h);
  const auto parts = parts_between_commas(backoff.value);
  if (parts.size() > 3)
    backoff.refuse("give the first wait, the factor and the longest wait: 1s,2,1h");
  const Milliseconds first = backoff.wait(parts[0]);
  const double factor =
      parts.size() > 1 ? backoff.number(parts[1], 1, 100, "factor; give a number from 1 to 100")
                       : 2;
  const Milliseconds longest = parts.size() > 2 ? backoff.wait(parts[2]) : Milliseconds(24h);
  if (first.count() == 0) backoff.refuse("a first wait of 0 never grows; give 1ms or more");
  if (longest < first) backoff.refuse("the longest wait is shorter than the first");
  return growing_waits(count, first, factor, longest);
}

std::vector<Milliseconds> read_waits(const Setting& retry) {
  std::vector<Milliseconds> waits;
  for (const std::string_view part : parts_between_commas(retry.value))
    waits.push_back(retry.wait(part));
  if (waits.size() > kRetriesMax) {
    retry.refuse(
        fmt::format("{} retries are too many; {} are the most", waits.size(), kRetriesMax));
  }
  return waits;
}

void read_retry(const Setting& retry, const Setting& backoff, RetryPolicy& policy) {
  const bool is_count = is_all_digits(retry.value);
  if (!backoff.value.empty() && !is_count) {
    backoff.refuse("it spaces a number of retries, such as retry 5; a schedule has its waits");
  }
  if (retry.value.empty()) return;
  if (retry.value == "none") {
    policy.delays.clear();
  } else if (is_count) {
    const auto count = static_cast<std::size_t>(retry.number(
        retry.value, 0, kRetriesMax, fmt::format("number of retries from 0 to {}", kRetriesMax)));
    policy.delays = read_backoff(backoff, count);
  } else {
    policy.delays = read_waits(retry);
  }
}

void read_jitter(const Setting& jitter, const Setting& seed, RetryPolicy& policy) {
  if (!jitter.value.empty()) {
    policy.jitter =
        jitter.number(jitter.value, 0, 100, "share of the waits; give percent, 0 to 100") / 100;
  }
  if (seed.value.empty()) {
    if (policy.jitter > 0) policy.seed = std::random_device()();
    return;
  }
  const char* last = seed.value.data() + seed.value.size();
  const auto [end, problem] = std::from_chars(seed.value.data(), last, policy.seed);
  if (problem != std::errc() || end != last) seed.refuse("give a whole number from 0");
}

void read_disable_after(const Setting& disable, RetryPolicy& policy) {
  if (disable.value.empty()) return;
  policy.failed_in_a_row_max = 0;
  policy.failing_max = Milliseconds(0);
  if (disable.value == "never") return;
  if (is_all_digits(disable.value)) {
    constexpr std::string_view kExpected = "number of deliveries; give 1 to 1000000, or a time";
    policy.failed_in_a_row_max =
        static_cast<std::uint64_t>(disable.number(disable.value, 1, 1e6, kExpected));
    return;
  }
  policy.failing_max = disable.wait(disable.value);
  if (policy.failing_max.count() == 0)
    disable.refuse("a time of 0 would switch off at once; give 1 delivery");
}

void read_attempt_header(const Setting& header, DeliveryPromise& promise) {
  if (header.value.empty()) return;
  try {
    const HeaderField field(std::string(header.value), "1");
  } catch (const std::invalid_argument& error) {
    header.refuse(error.what());
  }
  promise.attempt_header = header.value;
}

}  // namespace

DeliveryPromise promise_from(const PromiseSettings& settings) {
  DeliveryPromise promise = read_preset({"preset", settings.preset});
  RetryPolicy& policy = promise.retry;
  read_retry({"retry", settings.retry}, {"backoff", settings.backoff}, policy);
  read_jitter({"jitter", settings.jitter}, {"seed", settings.seed}, policy);
  const Setting longest{"retry_after_max", settings.retry_after_max};
  if (!longest.value.empty()) policy.retry_after_max = longest.wait(longest.value);
  if (!settings.retry_on.empty()) {
    try {
      policy.tried_again = EndingSet::parse(settings.retry_on);
    } catch (const std::invalid_argument& error) {
      throw PromiseSettingError("retry_on", settings.retry_on, error.what());
    }
  }
  read_disable_after({"disable_after", settings.disable_after}, policy);
  read_attempt_header({"attempt_header", settings.attempt_header}, promise);
  return promise;
}

}  // namespace hookline
