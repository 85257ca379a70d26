#pragma once

#include "catcher/base/http/bodies/form.h"
#include "emitter/platform/events/event_type.h"

#include <string_view>

namespace hookline {

/// The body that the platform's "Send Sample Data" posts for one kind of event: fixed values, none
/// of them from the account, in a form that differs from the live one. `url` is the webhook's,
/// which most samples name. What real samples were seen to hold is known of 17 kinds; the others
/// follow those that have the same blocks.
FormFields sample_of(EventType type, std::string_view url);

}  // namespace hookline
