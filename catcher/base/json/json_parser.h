#pragma once

#include <string_view>

namespace hookline {

struct JsonTree;

/// Fills the tree, whose `file` is set, with the document; comments are left out. Throws
/// Failure(kInvalidInput) with file, line and column, see JsonDocument::read_file().
void parse_json(std::string_view text, JsonTree& tree);

}  // namespace hookline
