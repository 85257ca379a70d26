#pragma once

#include "catcher/base/http/bodies/form.h"
#include "catcher/captures/filters/conditions/condition.h"

#include <cstddef>

namespace hookline {

/// So many ids one filter may name.
inline constexpr std::size_t kFilterIdsMax = 1'000;

// What filters ask of a capture's numbers and times, as in size=>1k. They throw
// std::invalid_argument where the value makes no sense.

Condition id_is_one_of(const FormField& asked);
Condition status_is(const FormField& asked);
Condition size_is(const FormField& asked);
Condition duration_is(const FormField& asked);
Condition received_is(const FormField& asked);
Condition came_since(const FormField& asked);
Condition came_before(const FormField& asked);

}  // namespace hookline
