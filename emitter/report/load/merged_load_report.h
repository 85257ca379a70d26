#pragma once

#include "emitter/report/load/load_report.h"

#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// A part of a run that several machines do, with all that it has measured, as bytes.
std::string packed(const LoadReport& report);
/// Throws Failure(kCannotRun) where they are none of packed(), of this version.
LoadReport unpacked_load_report(std::string_view bytes);

/// Of a run's parts one report: counts are summed, histograms merged. Throws
/// std::invalid_argument with a sentence where they are of different plans, or one is there twice
/// or missing.
LoadReport merged(std::vector<LoadReport> parts);

}  // namespace hookline
