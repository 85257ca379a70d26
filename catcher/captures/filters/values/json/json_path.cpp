#include "catcher/captures/filters/values/json/json_path.h"

#include "catcher/base/text/ascii.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kStepsMax = 32;

/// Of "[0]", "0".
std::string_view without_brackets(std::string_view step) {
  const bool has_brackets = step.size() > 2 && step.front() == '[' && step.back() == ']';
  return has_brackets ? step.substr(1, step.size() - 2) : step;
}

bool may_be_item(std::string_view step) {
  const auto name = without_brackets(step);
  return name == "*" || std::all_of(name.begin(), name.end(), is_digit);
}

}  // namespace

JsonPath::JsonPath(std::string_view path) {
  std::size_t begin = 0;
  const auto end_step = [&](std::size_t next) {
    steps_.push_back({begin, text_.size()});
    begin = next;
  };
  for (std::size_t i = 0; i < path.size(); ++i) {
    const bool is_escaped = path.substr(i).starts_with("\\.");
    if (is_escaped)
      ++i;
    else if (path[i] == '.')
      end_step(text_.size() + 1);
    else if (path[i] == '[' && text_.size() > begin)
      end_step(text_.size());
    text_ += path[i];
  }
  end_step(text_.size());
  if (steps_.size() > kStepsMax) {
    throw std::invalid_argument(fmt::format("a JSON path has {} names at most", kStepsMax));
  }
}

std::string_view JsonPath::between(std::size_t first, std::size_t last) const {
  const std::size_t begin = steps_[first].begin;
  return std::string_view(text_).substr(begin, steps_[last].end - begin);
}

JsonPath::Places JsonPath::places_behind(Places places, std::string_view name) const {
  Places next = 0;
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    if ((places >> i & 1) == 0) continue;
    if (between(i, i) == "*") next |= Places{1} << (i + 1);
    for (std::size_t last = i; last < steps_.size(); ++last) {
      if (between(i, last) == name) next |= Places{1} << (last + 1);
    }
  }
  return next;
}

JsonPath::Places JsonPath::places_behind_item(Places places, std::size_t index) const {
  const std::string number = std::to_string(index);
  Places next = 0;
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const auto step = without_brackets(between(i, i));
    if ((places >> i & 1) != 0 && (step == number || step == "*")) next |= Places{1} << (i + 1);
  }
  return next;
}

std::string_view JsonPath::longest_name() const {
  std::string_view longest;
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const auto name = between(i, i);
    if (!may_be_item(name) && name.size() > longest.size()) longest = name;
  }
  return longest;
}

}  // namespace hookline
