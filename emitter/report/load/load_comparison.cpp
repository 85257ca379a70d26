#include "emitter/report/load/load_comparison.h"

#include "emitter/report/printable.h"

#include <cmath>
#include <limits>
#include <ostream>

#include <fmt/format.h>
#include <fmt/ostream.h>

namespace hookline {
namespace {

constexpr double kSame = 0.02;

}  // namespace

double LoadComparison::ratio() const {
  if (then > 0) return now / then;
  return now > 0 ? std::numeric_limits<double>::infinity() : 1;
}

std::string LoadComparison::verdict() const {
  if (std::abs(ratio() - 1) < kSame) return "same";
  return (ratio() > 1) == more_is_better ? "better" : "worse";
}

std::vector<LoadComparison> compare_loads(const LoadFigures& now, const LoadFigures& then) {
  return {{"deliveries/s", then.deliveries_per_s, now.deliveries_per_s, true},
          {"p50, ms", then.p50_us / 1000, now.p50_us / 1000, false},
          {"p90, ms", then.p90_us / 1000, now.p90_us / 1000, false},
          {"p99, ms", then.p99_us / 1000, now.p99_us / 1000, false},
          {"p999, ms", then.p999_us / 1000, now.p999_us / 1000, false},
          {"cpu, us", then.cpu_us_per_delivery, now.cpu_us_per_delivery, false}};
}

void write_load_comparison(const LoadFigures& now, const EarlierRun& earlier, std::ostream& out) {
  fmt::print(out, "\nbeside {}\n{:<14}{:>12}{:>12}{:>10}\n", printable(earlier.file), "", "then",
             "now", "ratio");
  for (const LoadComparison& line : compare_loads(now, earlier.figures)) {
    fmt::print(out, "{:<14}{:>12.3f}{:>12.3f}{:>9.2f}x  {}\n", line.name, line.then, line.now,
               line.ratio(), line.verdict());
  }
  if (!earlier.figures.valid) fmt::print(out, "the earlier run was NOT VALID\n");
}

}  // namespace hookline
