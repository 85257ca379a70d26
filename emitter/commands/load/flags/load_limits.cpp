#include "emitter/commands/load/flags/load_limits.h"

#include "emitter/commands/flags/values/flag_values.h"

#include <stdexcept>
#include <string_view>

#include <fmt/format.h>

namespace hookline {
namespace {

LoadLimit limit_in(std::string_view flag, const std::string& text, LoadLimit::Sense sense,
                   const LoadFlags& flags) {
  try {
    LoadLimit limit = LoadLimit::parse(text, sense);
    if (limit.is_relative() && flags.compare_file.empty()) {
      refuse_flag(flag, text, "there is nothing to compare with; give --compare FILE");
    }
    if (limit.is_relative() && flags.find_max) {
      refuse_flag(flag, text, "--find-max needs a limit of its own, such as p99>50ms");
    }
    return limit;
  } catch (const std::invalid_argument& error) {
    refuse_flag(flag, text, error.what());
  }
}

}  // namespace

std::vector<LoadLimit> limits_from(const LoadFlags& flags) {
  std::vector<LoadLimit> limits;
  for (const std::string& text : flags.limits) {
    limits.push_back(limit_in("--fail-if", text, LoadLimit::Sense::kFailsIf, flags));
  }
  for (const std::string& text : flags.must_hold) {
    limits.push_back(limit_in("--limit", text, LoadLimit::Sense::kMustHold, flags));
  }
  return limits;
}

std::optional<EarlierRun> earlier_from(const LoadFlags& flags) {
  if (flags.compare_file.empty()) return {};
  return read_earlier_run(flags.compare_file);
}

void refuse_unknown_figures(const std::vector<LoadLimit>& limits, const EarlierRun& earlier) {
  for (const LoadLimit& limit : limits) {
    if (!limit.is_relative() || limit.is_known_of(earlier.figures)) continue;
    refuse_flag("--compare", earlier.file,
                fmt::format("doesn't tell what {} is beside; p50, p90, p95, p99, p999, max, mean, "
                            "errors, rate and cpu are in a report of this version",
                            limit.text()));
  }
}

void refuse_unlike_plans(const EarlierRun& earlier, const LoadPlan& plan,
                         const std::vector<LoadLimit>& limits) {
  const std::string difference = why_incomparable(earlier, plan);
  if (difference.empty()) return;
  for (const LoadLimit& limit : limits) {
    if (!limit.is_relative()) continue;
    refuse_flag("--compare", earlier.file,
                fmt::format("it is of another plan, {}, so that {} would say nothing of the "
                            "receiver; give the same flags, or leave that limit out",
                            difference, limit.text()));
  }
}

}  // namespace hookline
