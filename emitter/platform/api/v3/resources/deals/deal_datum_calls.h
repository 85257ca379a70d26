#pragma once

#include "emitter/platform/api/v3/conventions/v3_call.h"

#include <span>

namespace hookline {

/// The values of deals' custom fields. Each that is written is a change of its deal.
std::span<const V3Route> deal_datum_routes();

}  // namespace hookline
