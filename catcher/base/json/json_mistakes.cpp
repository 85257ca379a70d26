#include "catcher/base/json/json_mistakes.h"

#include "catcher/base/json/json_tree.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

bool is_within(const JsonNode* node, const JsonNode* part) {
  for (node = node->parent; node != nullptr; node = node->parent) {
    if (node == part) return true;
  }
  return false;
}

void pass_over(const JsonNode* node) {
  node->is_passed_over = true;
  for (node = node->parent; node != nullptr; node = node->parent) node->holds_mistakes = true;
}

}  // namespace

InvalidFile::InvalidFile(std::vector<std::string> mistakes)
    : Failure(ExitCode::kInvalidInput, fmt::format("{}", fmt::join(mistakes, "\n"))),
      mistakes_(std::move(mistakes)) {}

bool JsonMistakes::read(const JsonValue& part, const std::function<void()>& read) {
  while (true) {
    try {
      read();
      return true;
    } catch (const JsonFailure& failure) {
      if (!can_go_on(failure, part)) return false;
    } catch (const Failure& failure) {
      add(failure.what());
      return false;
    }
  }
}

bool JsonMistakes::can_go_on(const JsonFailure& failure, const JsonValue& part) {
  const JsonNode* place = failure.place();
  const std::string_view sentence = failure.what();
  if (!sentence.empty() && !place->holds_mistakes) add(failure.what());
  if (!is_within(place, part.node_) || mistakes_.size() > kMistakesMax) return false;
  if (failure.meant_key().empty()) {
    pass_over(place);
  } else {
    place->meant_key = failure.meant_key();
  }
  return true;
}

void JsonMistakes::add(std::string mistake) {
  const bool is_told = std::find(mistakes_.begin(), mistakes_.end(), mistake) != mistakes_.end();
  if (is_told) return;
  if (mistakes_.size() < kMistakesMax) return mistakes_.push_back(std::move(mistake));
  if (mistakes_.size() == kMistakesMax) mistakes_.push_back("… and more of them");
}

void JsonMistakes::refuse_if_any() {
  if (any()) throw InvalidFile(mistakes_);
}

}  // namespace hookline
