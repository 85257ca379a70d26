#include "emitter/load/limits/judged_limit.h"

#include <algorithm>

#include <fmt/format.h>

namespace hookline {
namespace {

JudgedLimit judged(const LoadLimit& limit, const LoadFigures& figures, const LoadFigures* earlier) {
  const bool is_beside = limit.is_relative() && earlier != nullptr;
  if (limit.is_on_latency() && figures.samples == 0) {
    return {limit.text(), false, "nothing was answered"};
  }
  if (limit.is_on_latency() && is_beside && earlier->samples == 0) {
    return {limit.text(), false, "nothing was answered in the earlier run"};
  }
  JudgedLimit result{limit.text(), !limit.is_broken_by(figures, earlier),
                     limit.actual_in(figures, earlier)};
  const double samples = is_beside ? std::min(figures.samples, earlier->samples) : figures.samples;
  const auto wanted = static_cast<double>(limit.samples_min());
  if (limit.is_on_latency() && samples < wanted) {
    result.actual +=
        fmt::format(", of {:.0f} answers; it takes {:.0f} to mean much", samples, wanted);
  }
  return result;
}

}  // namespace

std::vector<JudgedLimit> judged(std::span<const LoadLimit> limits, const LoadFigures& figures,
                                const LoadFigures* earlier) {
  std::vector<JudgedLimit> all;
  for (const LoadLimit& limit : limits) all.push_back(judged(limit, figures, earlier));
  return all;
}

}  // namespace hookline
