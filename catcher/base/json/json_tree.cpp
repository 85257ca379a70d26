#include "catcher/base/json/json_tree.h"

#include "catcher/replies/rules/checked_json.h"

#include <fmt/format.h>

namespace hookline {

std::string pointer_of(const JsonNode* node) {
  std::vector<const JsonNode*> path;
  for (; node->parent != nullptr; node = node->parent) path.push_back(node);
  std::string out;
  for (auto it = path.rbegin(); it != path.rend(); ++it) {
    const JsonNode& node_on_way = **it;
    out = node_on_way.parent->kind == JsonKind::kArray ? below(out, node_on_way.index)
                                                       : below(out, node_on_way.key);
  }
  return out;
}

void refuse(std::string_view where, std::string_view sentence) {
  throw Failure(ExitCode::kInvalidInput, fmt::format("{}: {}", where, sentence));
}

void refuse_at(const JsonTree& tree, const JsonNode* node, std::string_view sentence) {
  const std::string pointer = pointer_of(node);
  const std::string where = pointer.empty() ? tree.file : fmt::format("{}: {}", tree.file, pointer);
  throw JsonFailure(fmt::format("{}: {}", where, sentence), node);
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t kShownMax = 60;
  std::string shown(text.substr(0, kShownMax));
  for (char& c : shown) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  return fmt::format("\"{}{}\"", shown, text.size() > kShownMax ? "…" : "");
}

}  // namespace hookline
