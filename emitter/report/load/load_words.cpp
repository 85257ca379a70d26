#include "emitter/report/load/load_words.h"

#include "catcher/base/units/quantity.h"
#include "emitter/delivery/delivery_mark.h"
#include "emitter/load/plan/plan_facts.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hookline {
namespace {

std::string_view name_of(Pace pace) {
  switch (pace) {
    case Pace::kConstant:
      return "evenly";
    case Pace::kBurst:
      return "in bursts";
    case Pace::kRamp:
      return "in a ramp";
    case Pace::kSine:
      return "in a sine";
    case Pace::kRecorded:
      return "as recorded";
  }
  return "";
}

/// `text` is a number.
std::string with_commas(std::string text) {
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  for (std::size_t at = std::min(text.find('.'), text.size()); at > first + 3;) {
    at -= 3;
    text.insert(at, 1, ',');
  }
  return text;
}

/// With as many digits as it takes.
std::string plain_rate(double rate) {
  return with_commas(fmt::format("{:.10g}", rate));
}

std::string counted(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", grouped(count), noun, count == 1 ? "" : "s");
}

}  // namespace

double microseconds_at(const LatencyHistogram& histogram, const LoadPercentile& percentile) {
  const auto ns = static_cast<double>(histogram.percentile(percentile.percent).count());
  return std::round(ns / 100) / 10;
}

std::string grouped(std::uint64_t number) {
  return with_commas(fmt::to_string(number));
}

std::string grouped(double number, int digits_behind_the_point) {
  return with_commas(fmt::format("{:.{}f}", number, digits_behind_the_point));
}

std::string milliseconds_text(const LatencyHistogram& histogram, const LoadPercentile& percentile) {
  if (histogram.count() == 0) return "–";
  return grouped(microseconds_at(histogram, percentile) / 1000, 3);
}

std::string delivery_rate_sentence(const LoadResult& result) {
  const bool is_any = result.delivered > result.delivered_before && result.duration_s > 0;
  if (!is_any) return "nothing was delivered";
  return grouped(result.deliveries_per_s(), 1) + " deliveries a second";
}

std::string offered_sentence(const LoadResult& result) {
  std::string sentence = counted(result.events + result.events_unsent, "event");
  if (result.events_unsent > 0) {
    sentence += fmt::format(", of which {} were not sent", grouped(result.events_unsent));
  }
  sentence += fmt::format("; it took {}", counted(result.tally.attempts, "attempt"));
  if (result.tally.retries > 0) {
    sentence += fmt::format(", {} of them retries", grouped(result.tally.retries));
  }
  return sentence;
}

std::string cpu_text(const LoadResult& result) {
  const std::uint64_t before = result.delivered_before + result.failed_before;
  if (result.delivered + result.failed == before) return "–";
  return grouped(result.cpu_us_per_delivery(), 1) + " µs a delivery";
}

std::string description_of(const LoadPlan& plan) {
  std::string to = shown_url(plan.to.front());
  if (plan.to.size() > 1) to += fmt::format(" and {} more", plan.to.size() - 1);
  const std::string amount = plan.count ? counted(*plan.count, "event") : "events";
  const std::string rate =
      plan.rate ? fmt::format("{} a second, {}", plain_rate(*plan.rate), name_of(plan.pace))
                : std::string("as fast as answers come");
  const std::string time =
      plan.duration_ms ? " for " + duration_text(*plan.duration_ms) : std::string();
  const std::string crowd = plan.webhooks == 1
                                ? std::string("1 webhook")
                                : fmt::format("{} webhooks of which {} fire",
                                              grouped(plan.webhooks), grouped(plan.matching));
  if (plan.is_shared) {
    return fmt::format("{}, {}{}, to {} ({}), by the workers of a queue", amount, rate, time, to,
                       crowd);
  }
  return fmt::format("{}, {}{}, to {} ({}), on {} and {}", amount, rate, time, to, crowd,
                     counted(static_cast<std::uint64_t>(plan.threads), "thread"),
                     counted(plan.connections, "connection"));
}

std::string ledger_sentence(const LoadResult& result) {
  std::string sentence =
      fmt::format("{} accepted = {} delivered + {} failed + {} pending", grouped(result.accepted),
                  grouped(result.delivered), grouped(result.failed), grouped(result.pending));
  if (result.out_of_place > 0) {
    sentence += fmt::format("; {} ended out of place, which must not be", result.out_of_place);
  }
  return sentence;
}

std::string journal_sentence(const LoadResult& result) {
  const LoadJournal& journal = *result.journal;
  if (journal.was_at_end) {
    return fmt::format("{}: its run is over, nothing was sent; name another file for a new run",
                       journal.file);
  }
  std::string sentence = fmt::format("{}: start {} of this run", journal.file, journal.starts);
  if (journal.starts > 1) {
    sentence += fmt::format(", {} deliveries sent again", journal.sent_again);
  }
  if (result.pending > 0 || result.interrupted || result.events_unsent > 0) {
    sentence += fmt::format("; {} are pending: the same command goes on from here", result.pending);
  }
  return sentence;
}

std::string validity_sentence(const LoadResult& result) {
  const std::string why = result.why_invalid();
  if (!why.empty()) return "NOT VALID: " + why;
  const double lateness_ms =
      std::chrono::duration<double, std::milli>(result.tally.lateness.percentile(99)).count();
  return fmt::format(
      "valid: at p99 the emitter's own lateness is {:.2f} ms, {:.0f} % of the latency; up to {} ms "
      "or {:.0f} % may be",
      lateness_ms, 100 * result.lateness_share(), LoadResult::kLatenessMin.count(),
      100 * LoadResult::kLatenessShareMax);
}

std::string arrivals_sentence(const LoadArrivals& arrivals) {
  return fmt::format("{} captures, {} missing, {} duplicated, {} late, {} out of order",
                     grouped(arrivals.arrived), grouped(arrivals.missing),
                     grouped(arrivals.duplicated), grouped(arrivals.unanswered),
                     grouped(arrivals.out_of_order));
}

std::vector<std::string> arrival_details(const LoadResult& result) {
  std::vector<std::string> details;
  const LoadArrivals& arrivals = *result.arrivals;
  const auto name = [&](std::string_view what, std::uint64_t count,
                        const std::vector<std::uint64_t>& ids) {
    if (count == 0) return;
    details.push_back(fmt::format("{}: {} {}{}{}", what, kDeliveryMarkHeader,
                                  DeliveryMark::beginning(result.run), fmt::join(ids, ", "),
                                  count > ids.size() ? ", …" : ""));
  };
  name("missing, though answered with 2xx", arrivals.missing, arrivals.first.missing);
  name("duplicated", arrivals.duplicated, arrivals.first.duplicated);
  name("late, as it counts as failed or pending", arrivals.unanswered, arrivals.first.unanswered);
  name("out of order, after one accepted later", arrivals.out_of_order,
       arrivals.first.out_of_order);
  if (arrivals.dropped > 0) {
    details.push_back(
        fmt::format("it kept {} captures no longer, so that none can be called missing; start it "
                    "with a higher --keep and --keep-bytes",
                    arrivals.dropped));
  }
  return details;
}

std::string maximum_sentence(const LoadMaximum& maximum) {
  const std::string held = maximum.rate
                               ? fmt::format("{} events a second hold", grouped(*maximum.rate, 0))
                               : std::string("no rate was found that holds");
  if (!maximum.broken) return held + "; no rate was found that doesn't";
  std::string broken = fmt::format("{}; at {} {}", held, grouped(*maximum.broken, 0), maximum.why);
  if (maximum.is_emitters) {
    return broken +
           "; it is the emitter that was too late there, so the receiver may stand more: give it "
           "more --threads or a calmer machine";
  }
  if (!maximum.is_hopeless) return broken;
  return broken + (maximum.rate ? "" : "; a lower rate would come to the same, so none was tried");
}

}  // namespace hookline
