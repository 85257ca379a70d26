#include "catcher/base/json/parsing/json_tree.h"

#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

std::string step_to(const JsonNode& node) {
  if (node.parent->kind == JsonKind::kArray) return std::to_string(node.index);
  std::string escaped;
  for (const char c : node.key) {
    if (c == '~') {
      escaped += "~0";
    } else if (c == '/') {
      escaped += "~1";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::string name_of_document(const JsonTree& tree) {
  return tree.file.empty() ? "the body" : tree.file;
}

}  // namespace

std::string pointer_of(const JsonNode* node) {
  return node->parent == nullptr ? "" : pointer_of(node->parent) + "/" + step_to(*node);
}

void refuse_document(const JsonTree& tree, std::string_view sentence) {
  throw Failure(ExitCode::kInvalidInput, fmt::format("{}: {}", name_of_document(tree), sentence));
}

void refuse_at(const JsonTree& tree, const JsonNode* node, std::string_view sentence,
               std::string meant_key) {
  const auto& [line, column] = node->place;
  std::string told;
  if (node->parent == nullptr) {
    told = fmt::format("{}: {}", name_of_document(tree), sentence);
  } else if (!tree.file.empty()) {
    told = fmt::format("{}:{}:{}: {}: {}", tree.file, line, column, pointer_of(node), sentence);
  } else {
    told = fmt::format("{}: {}", pointer_of(node), sentence);
    if (tree.has_lines) told += fmt::format(" (line {}, column {})", line, column);
  }
  throw JsonFailure(told, node, std::move(meant_key));
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
