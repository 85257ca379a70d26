#pragma once

#include <string>
#include <string_view>

namespace hookline {

/// Whether a payload field's name is one of a pattern's (PayloadField): in "contact[fields][ID]"
/// and "list[N][id]" a number stands for ID and N, in "contact[fields][TAG]" any text for TAG.
bool fits_pattern(std::string_view pattern, std::string_view name);

/// The pattern with the name's own keys in it, "list[3][id]" for "list[3][di]", as a name that may
/// have been meant. The pattern itself where the name has no such key.
std::string pattern_filled_from(std::string_view pattern, std::string_view name);

/// "contact" of "contact[email]".
std::string_view root_of(std::string_view name);

/// "email" of "contact[email]"; a name without brackets is its own.
std::string_view key_of(std::string_view name);

}  // namespace hookline
