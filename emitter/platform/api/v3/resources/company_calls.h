#pragma once

#include "emitter/platform/api/v3/conventions/v3_call.h"

#include <span>

namespace hookline {

/// /accounts and /accountContacts: companies, and the contacts who work for them.
std::span<const V3Route> company_routes();

}  // namespace hookline
