#pragma once

#include "emitter/platform/api/v3/conventions/v3_call.h"

#include <span>

namespace hookline {

/// Where rows' `links` lead to: /deals/{id}/stage, /accounts/{id}/accountContacts… Clients fetch
/// them as they are given.
std::span<const V3Route> link_routes();

}  // namespace hookline
