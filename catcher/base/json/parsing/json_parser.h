#pragma once

#include <string_view>

namespace hookline {

struct JsonTree;

/// Fills the tree, whose `file` and `reading` are set, with the document; comments are left out.
/// Throws Failure(kInvalidInput), see JsonDocument::parse().
void parse_json(std::string_view text, JsonTree& tree);

}  // namespace hookline
