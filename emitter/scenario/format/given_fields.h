#pragma once

#include "emitter/scenario/expect/known_fields.h"
#include "emitter/scenario/format/steps/step.h"

#include <span>
#include <string_view>

namespace hookline {

/// The fields that steps set, and those of the requests that they send to `receiver` by
/// themselves.
GivenFields given_fields(std::span<const Step> steps, std::string_view receiver);

}  // namespace hookline
