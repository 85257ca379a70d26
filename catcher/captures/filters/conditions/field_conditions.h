#pragma once

#include "catcher/base/http/bodies/form.h"
#include "catcher/captures/filters/conditions/condition.h"

namespace hookline {

// What filters ask of a capture's named values, as in form.NAME=VALUE. They throw
// std::invalid_argument where the name is missing.

Condition form_field_is(const FormField& asked);
Condition json_value_is(const FormField& asked);
Condition query_field_is(const FormField& asked);
Condition header_is(const FormField& asked);

}  // namespace hookline
