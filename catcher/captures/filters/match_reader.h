#pragma once

#include "catcher/captures/filters/capture_filter.h"

namespace hookline {

class JsonValue;

/// Reads {FILTER: TEXT…}, which says what a reply rule or a signing key is for. The filters are
/// those that why_not_in_match() has nothing against; match_json() writes what this reads. Throws
/// Failure(kInvalidInput) with the place.
CaptureFilter read_match(const JsonValue& value);

}  // namespace hookline
