#pragma once

#include "emitter/load/limits/load_limit.h"

#include <span>
#include <string>
#include <vector>

namespace hookline {

/// A limit, and what a run has there.
struct JudgedLimit {
  std::string text;
  bool is_met = true;
  std::string actual;  ///< "61.20 ms"; says so where it is of too little
};

/// `earlier` may be null where no limit is relative. What nothing was answered for meets no limit
/// on latency.
std::vector<JudgedLimit> judged(std::span<const LoadLimit> limits, const LoadFigures& figures,
                                const LoadFigures* earlier);

}  // namespace hookline
