#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// The names on the way to a value in JSON. "items.0.id" is one after the other; what begins with
/// "/" is a JSON pointer (RFC 6901: "/a.b/0", with ~1 for a slash and ~0 for a tilde), which also
/// reaches names with dots in them and empty ones.
std::vector<std::string> json_path(std::string_view text);

/// What stands at that path, letter for letter as in the text: digits, order and blanks are the
/// sender's. None where there is nothing, or where the text ends within it. Only the way there has
/// to be JSON, and to be read that is enough: a body with an odd value elsewhere, a comma too many
/// or a cut end still gives its other values. Of a name that stands twice the last counts, as with
/// most parsers. Never recursive.
std::optional<std::string_view> json_source_at(std::string_view text,
                                               std::span<const std::string> path);

/// What a JSON text says, quotes and escapes undone; what isn't one, as it is written.
std::string json_text_in(std::string_view source);

}  // namespace hookline
