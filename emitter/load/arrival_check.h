#pragma once

#include "emitter/load/load_result.h"
#include "emitter/queue/ledger.h"
#include "emitter/scenario/play/capture_source.h"

#include <span>
#include <string>

namespace hookline {

/// Holds the captures of a run (those since `before` that name it) against its ledgers, one per
/// worker, by id. Throws Failure(kCannotRun) where the catcher can't be asked.
LoadArrivals check_arrivals(CaptureSource& catcher, const CaptureSource::Counts& before,
                            const std::string& run, std::span<const Ledger* const> ledgers);

}  // namespace hookline
