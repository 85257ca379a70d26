#pragma once

#include "catcher/base/http/bodies/form.h"

#include <string_view>

namespace hookline {

// The one grammar of searches, as people type them: lamp "two words" -draft method=post
// path=/hooks/* status=4xx size>1k form.type=sale json.user.email=jane@*

/// What such a text asks, as a query would: NAME=VALUE, or -NAME=VALUE for what must not hold. All
/// of it must hold. A word that begins with no filter's name and a relation is text, as is what
/// stands in quotes; in them, \" and \\ stand for a quote and a backslash. Throws
/// std::invalid_argument with a sentence for a name that no filter has, and says the nearest.
FormFields search_terms(std::string_view text);

}  // namespace hookline
