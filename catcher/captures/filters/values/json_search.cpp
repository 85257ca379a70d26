#include "catcher/captures/filters/values/json_search.h"

#include "catcher/base/text/ascii.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

constexpr std::size_t kNamesMax = 32;
/// What lies deeper isn't looked at.
constexpr std::size_t kSearchedDepthMax = 1'000;

std::vector<std::string> names_in(std::string_view path) {
  std::vector<std::string> names(1);
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path.substr(i).starts_with("\\.")) {
      names.back() += path[++i];
    } else if (path[i] == '.') {
      names.emplace_back();
    } else {
      names.back() += path[i];
    }
  }
  if (names.size() > kNamesMax) {
    throw std::invalid_argument(fmt::format("a JSON path has {} names at most", kNamesMax));
  }
  return names;
}

std::string longest_of(const std::vector<std::string>& texts) {
  return *std::max_element(texts.begin(), texts.end(),
                           [](const auto& a, const auto& b) { return a.size() < b.size(); });
}

/// The longest name that must stand in a text: a number may be that of an item.
std::string longest_name_of(std::vector<std::string> names) {
  for (std::string& name : names) {
    if (name == "*" || std::all_of(name.begin(), name.end(), is_digit)) name.clear();
  }
  return longest_of(names);
}

/// Walks through a JSON text and tells what stands at a path, without keeping anything else of it.
class PathWalk : public nlohmann::json_sax<nlohmann::json> {
 public:
  /// Returns false where the rest isn't wanted. No text: an object or a list.
  using Visit = std::function<bool(const std::string* text)>;

  PathWalk(const std::vector<std::string>& path, const Visit& visit) : path_(path), visit_(visit) {}

  void walk(std::string_view text) {
    constexpr bool kMoreMayFollow = false;
    nlohmann::json::sax_parse(text.begin(), text.end(), this, nlohmann::json::input_format_t::json,
                              kMoreMayFollow);
  }
  bool has_ended() const { return ended_; }

  bool null() override { return scalar("null"); }
  bool boolean(bool value) override { return scalar(value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return scalar(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return scalar(std::to_string(value)); }
  bool number_float(number_float_t, const string_t& written) override { return scalar(written); }
  bool string(string_t& value) override { return scalar(value); }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return open(false); }
  bool start_array(std::size_t) override { return open(true); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    levels_.back().next = steps_by(levels_.back().places, name);
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override {
    return false;
  }

 private:
  /// How many names of the path lead to a value, as a set: bit n for n names. In lists within lists
  /// there may be several.
  using Places = std::uint64_t;
  struct Level {
    Places places;
    bool is_array;
    std::size_t items = 0;
    Places next = 0;  ///< of an object: those of the value behind the name
  };

  Places steps_by(Places places, std::string_view name) const {
    Places next = 0;
    for (std::size_t i = 0; i < path_.size(); ++i) {
      const bool leads_on = path_[i] == name || path_[i] == "*";
      if ((places >> i & 1) != 0 && leads_on) next |= Places{1} << (i + 1);
    }
    return next;
  }

  /// Those of the value that begins.
  Places take_places() {
    if (levels_.empty()) return 1;
    Level& level = levels_.back();
    if (!level.is_array) return level.next;
    // What is asked of a list is asked of each item.
    if (level.places == 0) return 0;
    return level.places | steps_by(level.places, std::to_string(level.items++));
  }

  bool is_there(Places places) const { return (places >> path_.size() & 1) != 0; }

  bool scalar(const std::string& text) {
    if (!is_there(take_places())) return true;
    ended_ = !visit_(&text);
    return !ended_;
  }

  bool open(bool is_array) {
    const Places places = take_places();
    if (is_there(places)) ended_ = !visit_(nullptr);
    levels_.push_back({places, is_array});
    return !ended_ && levels_.size() <= kSearchedDepthMax;
  }

  bool close() {
    levels_.pop_back();
    return true;
  }

  const std::vector<std::string>& path_;
  const Visit& visit_;
  std::vector<Level> levels_;
  bool ended_ = false;
};

void walk_all(std::string_view text, const std::vector<std::string>& path,
              const PathWalk::Visit& visit) {
  const auto begin = std::min(text.find_first_not_of(kWhitespace), text.size());
  if (!text.substr(begin).starts_with('{') && !text.substr(begin).starts_with('[') &&
      !text.substr(begin).starts_with("\xef\xbb\xbf")) {
    return;
  }
  PathWalk first(path, visit);
  first.walk(text);
  bool has_ended = first.has_ended();
  // Lines of JSON, each by itself.
  for (auto at = text.find("\n{"); !has_ended && at != std::string_view::npos;) {
    const auto end = std::min(text.find('\n', at + 1), text.size());
    PathWalk line(path, visit);
    line.walk(text.substr(at, end - at));
    has_ended = line.has_ended();
    at = text.find("\n{", end);
  }
}

}  // namespace

JsonSearch::JsonSearch(std::string_view path, std::string_view value)
    : path_(names_in(path)),
      value_(value),
      longest_name_(longest_name_of(path_)),
      longest_text_(longest_of(value_.pieces())) {}

bool JsonSearch::is_surely_not_in(std::string_view text) const {
  return (longest_name_.is_far_from(text) || longest_text_.is_far_from(text)) &&
         text.find("\\u") == std::string_view::npos;
}

bool JsonSearch::is_in(std::string_view text) const {
  if (is_surely_not_in(text)) return false;
  bool found = false;
  walk_all(text, path_, [&](const std::string* value) {
    found = value == nullptr ? value_.is_anything() : value_.matches(*value);
    return !found;
  });
  return found;
}

std::vector<std::string> JsonSearch::values_in(std::string_view text, std::size_t count_max) const {
  std::vector<std::string> values;
  walk_all(text, path_, [&](const std::string* value) {
    if (value != nullptr) values.push_back(*value);
    return values.size() < count_max;
  });
  return values;
}

}  // namespace hookline
