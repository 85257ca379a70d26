#include "emitter/scenario/json_tree.h"

#include <fmt/format.h>

namespace hookline {

std::string pointer_of(const JsonNode* node) {
  std::vector<const JsonNode*> path;
  for (; node->parent != nullptr; node = node->parent) path.push_back(node);
  std::string out;
  for (auto it = path.rbegin(); it != path.rend(); ++it) {
    out += '/';
    if ((*it)->parent->kind == JsonKind::kArray) {
      out += std::to_string((*it)->index);
      continue;
    }
    for (const char c : (*it)->key) {
      if (c == '~') {
        out += "~0";
      } else if (c == '/') {
        out += "~1";
      } else {
        out += c;
      }
    }
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
