#pragma once

#include "catcher/captures/filters/text/text_search.h"

#include <functional>
#include <string>
#include <string_view>

namespace hookline {

// A body is read again with its escapes undone only where the text's longest word is in its bytes:
// memory is scanned at its own speed, and few bodies are read twice.

// What people read in bytes that a program escaped.

/// With the escapes of JSON's texts undone, wherever they stand: "\\u00fc", "\\/".
std::string without_json_escapes(std::string_view text);

/// With the entities of XML and the named ones of HTML's Latin 1 undone: "&amp;", "&#252;",
/// "&uuml;".
std::string without_entities(std::string_view text);

/// Whether the text stands in the bytes, as they are or with their escapes undone, also where one
/// kind is within another, as JSON in a form. `charset` is called only for bytes that aren't UTF-8;
/// it may return an empty name.
bool is_shown_in(const TextSearch& search, std::string_view bytes,
                 const std::function<std::string()>& charset);

}  // namespace hookline
