#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hookline {

/// A sentence on a mistake that people often make, where the text that stopped being
/// JSON at that offset shows one: curly or single quotes, "#" comments, keys without quotes, words
/// of other languages. Empty where it shows none.
std::string json_syntax_hint(std::string_view text, std::size_t offset);

}  // namespace hookline
