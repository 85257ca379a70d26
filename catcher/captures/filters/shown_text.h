#pragma once

#include "catcher/captures/filters/text_search.h"

#include <functional>
#include <string>
#include <string_view>

namespace hookline {

// What people read in bytes that a program escaped.

/// With the escapes of JSON's texts undone, wherever they stand: "\\u00fc", "\\/".
std::string without_json_escapes(std::string_view text);

/// With the entities of XML and the named ones of HTML's Latin 1 undone: "&amp;", "&#252;",
/// "&uuml;".
std::string without_entities(std::string_view text);

/// Whether the text stands in the bytes, as they are or with their escapes undone, also one kind
/// within the other, as JSON in a form. Bytes that are no UTF-8 are read as the charset, which is
/// asked for where it matters; it may be empty.
bool is_shown_in(const TextSearch& search, std::string_view bytes,
                 const std::function<std::string()>& charset);

}  // namespace hookline
