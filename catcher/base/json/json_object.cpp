#include "catcher/base/json/json_reader.h"
#include "catcher/base/json/parsing/json_tree.h"
#include "catcher/base/text/ascii.h"
#include "catcher/base/text/spelling.h"

#include <algorithm>

#include <fmt/format.h>

namespace hookline {
namespace {

/// "firstName", "First-Name" and "first_name".
bool is_spelled_alike(std::string_view a, std::string_view b) {
  const auto bare = [](std::string_view name) {
    std::string letters = lowered(name);
    std::erase_if(letters, [](char c) { return c == '_' || c == '-' || c == ' '; });
    return letters;
  };
  return bare(a) == bare(b);
}

}  // namespace

JsonObject::JsonObject(JsonValue value)
    : value_(value), asked_(value.node_->children.size(), false) {
  const auto& children = value_.node_->children;
  for (const JsonNode* child : children) asked_[child->index] = child->is_passed_over;
}

std::optional<JsonValue> JsonObject::find(std::string_view key) {
  known_.push_back(key);
  for (const JsonNode* child : value_.node_->children) {
    if (child->is_passed_over || key_of(*child) != key) continue;
    asked_[child->index] = true;
    return JsonValue(value_.tree_, child);
  }
  for (const JsonNode* child : value_.node_->children) {
    if (!asked_[child->index] && is_spelled_alike(key_of(*child), key)) {
      refuse_at(*value_.tree_, child,
                fmt::format("the key {} is written \"{}\" here", in_quotes(child->key), key),
                std::string(key));
    }
  }
  return std::nullopt;
}

JsonValue JsonObject::require(std::string_view key) {
  if (const auto found = find(key)) return *found;
  std::vector<std::string_view> others;
  for (const JsonNode* child : value_.node_->children) {
    if (child->is_passed_over && child->key == key) throw JsonFailure("", value_.node_);
    if (!asked_[child->index]) others.push_back(key_of(*child));
  }
  const auto misspelled = closest_name(key, others);
  for (const JsonNode* child : value_.node_->children) {
    if (!misspelled || asked_[child->index] || key_of(*child) != *misspelled) continue;
    refuse_at(*value_.tree_, child,
              fmt::format("the key {} is not known here, and \"{}\" is missing; did you mean that?",
                          in_quotes(child->key), key),
              std::string(key));
  }
  value_.fail(fmt::format("the key \"{}\" is missing", key));
}

std::string JsonObject::text_or(std::string_view key, std::string_view otherwise) {
  const auto found = find(key);
  return found ? found->text() : std::string(otherwise);
}

std::int64_t JsonObject::integer_or(std::string_view key, std::int64_t otherwise, std::int64_t min,
                                    std::int64_t max) {
  const auto found = find(key);
  return found ? found->integer(min, max) : otherwise;
}

bool JsonObject::boolean_or(std::string_view key, bool otherwise) {
  const auto found = find(key);
  return found ? found->boolean() : otherwise;
}

std::vector<JsonValue> JsonObject::items_or_none(std::string_view key) {
  const auto found = find(key);
  return found ? found->items() : std::vector<JsonValue>();
}

std::vector<JsonObject::Member> JsonObject::members() {
  asked_.assign(asked_.size(), true);
  std::vector<Member> all;
  all.reserve(value_.node_->children.size());
  for (const JsonNode* child : value_.node_->children) {
    if (child->is_passed_over) continue;
    all.push_back({child->key, JsonValue(value_.tree_, child)});
  }
  return all;
}

void JsonObject::finish() const {
  const auto unknown = std::find(asked_.begin(), asked_.end(), false);
  if (unknown == asked_.end()) return;
  const JsonNode* node = value_.node_->children[static_cast<std::size_t>(unknown - asked_.begin())];
  std::vector<std::string_view> known = known_;
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  const auto meant = closest_name(node->key, known);
  refuse_at(*value_.tree_, node,
            fmt::format("the key {} is not known here; {}", in_quotes(node->key),
                        advice_on(node->key, known)),
            meant && !has(*meant) ? std::string(*meant) : "");
}

/// A near name first; else another place where it is known.
std::string JsonObject::advice_on(const std::string& key,
                                  std::span<const std::string_view> known) const {
  const auto place_of_key = value_.tree_->reading.place_of_key;
  if (place_of_key != nullptr && !closest_name(key, known)) {
    const std::string place = place_of_key(value_.pointer(), key);
    if (!place.empty()) return fmt::format("it belongs into {}", place);
  }
  return suggestion(key, known);
}

bool JsonObject::has(std::string_view key) const {
  const auto& children = value_.node_->children;
  return std::any_of(children.begin(), children.end(), [&](const JsonNode* child) {
    return child->key == key || child->meant_key == key;
  });
}

}  // namespace hookline
