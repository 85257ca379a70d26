#pragma once

#include "emitter/delivery/queue/ledger.h"
#include "emitter/load/results/load_result.h"
#include "emitter/scenario/play/captures/capture_source.h"

#include <cstdint>
#include <span>
#include <string>

namespace hookline {

/// Holds the captures of a run (those since `before` that name it) against its ledgers, one per
/// worker, by id; `first_id` is what their deliveries' ids have more. Throws Failure(kCannotRun)
/// where the catcher can't be asked.
LoadArrivals check_arrivals(CaptureSource& catcher, const CaptureSource::Counts& before,
                            const std::string& run, std::span<const Ledger* const> ledgers,
                            std::uint64_t first_id = 0);

}  // namespace hookline
