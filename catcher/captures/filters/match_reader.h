#pragma once

#include "catcher/captures/filters/capture_filter.h"

#include <nlohmann/json_fwd.hpp>

namespace hookline {

class JsonValue;

/// Reads {FILTER: TEXT…}, which says what a reply rule or a signing key is for. The filters are
/// those of what a sender sends: method, path, channel, text, exact, form.NAME and header.NAME.
/// Throws Failure(kInvalidInput) with the place.
CaptureFilter read_match(const JsonValue& value);

/// What read_match() reads back.
nlohmann::ordered_json match_json(const CaptureFilter& filter);

}  // namespace hookline
