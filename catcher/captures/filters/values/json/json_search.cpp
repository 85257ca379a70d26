#include "catcher/captures/filters/values/json/json_search.h"

#include "catcher/base/text/ascii.h"
#include "catcher/captures/filters/values/json/json_rewriter.h"

#include <algorithm>
#include <functional>

#include <nlohmann/json.hpp>

namespace hookline {
namespace {

/// What lies deeper isn't looked at.
constexpr std::size_t kSearchedDepthMax = 1'000;

std::string longest_of(const std::vector<std::string>& texts) {
  return *std::max_element(texts.begin(), texts.end(),
                           [](const auto& a, const auto& b) { return a.size() < b.size(); });
}

/// Walks through a JSON text and tells what stands at a path, without keeping anything else of it.
class PathWalk : public nlohmann::json_sax<nlohmann::json> {
 public:
  using Branches = JsonSearch::Branches;
  /// Returns false where the rest isn't wanted. No text: an object or a list whose text isn't asked
  /// for.
  using Visit = std::function<bool(const std::string* text)>;

  PathWalk(const JsonPath& path, Branches branches, const Visit& visit)
      : path_(path), branches_(branches), visit_(visit) {}

  void walk(std::string_view text) {
    constexpr bool kMoreMayFollow = false;
    nlohmann::json::sax_parse(text.begin(), text.end(), this, nlohmann::json::input_format_t::json,
                              kMoreMayFollow);
  }
  bool has_ended() const { return ended_; }

  bool null() override { return word("null"); }
  bool boolean(bool value) override { return word(value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return word(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return word(std::to_string(value)); }
  bool number_float(number_float_t, const string_t& written) override { return word(written); }
  bool string(string_t& value) override {
    if (is_inside_wanted()) wanted_.string(value);
    return scalar(value);
  }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return open(false); }
  bool start_array(std::size_t) override { return open(true); }
  bool end_object() override { return close('}'); }
  bool end_array() override { return close(']'); }
  bool key(string_t& name) override {
    if (is_inside_wanted()) wanted_.key(name);
    levels_.back().next = path_.places_behind(levels_.back().places, name);
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override {
    return false;
  }

 private:
  using Places = JsonPath::Places;
  struct Level {
    Places places;
    bool is_array;
    std::size_t items = 0;
    Places next = 0;  ///< of an object: those of the value behind the name
  };

  /// Those of the value that begins.
  Places take_places() {
    if (levels_.empty()) return JsonPath::kStart;
    Level& level = levels_.back();
    if (!level.is_array) return level.next;
    // What is asked of a list is asked of each item.
    if (level.places == 0) return 0;
    return level.places | path_.places_behind_item(level.places, level.items++);
  }

  /// Whether what comes is part of an object or a list that is told as a whole.
  bool is_inside_wanted() const { return wanted_level_ > 0; }

  bool word(const std::string& text) {
    if (is_inside_wanted()) wanted_.word(text);
    return scalar(text);
  }

  bool scalar(const std::string& text) {
    const bool is_there = path_.is_end(take_places());
    if (is_there && !is_inside_wanted()) ended_ = !visit_(&text);
    return !ended_;
  }

  bool open(bool is_array) {
    const Places places = take_places();
    levels_.push_back({places, is_array});
    if (path_.is_end(places) && !is_inside_wanted()) {
      if (branches_ == Branches::kAsText)
        wanted_level_ = levels_.size();
      else
        ended_ = !visit_(nullptr);
    }
    if (is_inside_wanted()) wanted_.open(is_array ? '[' : '{');
    return !ended_ && levels_.size() <= kSearchedDepthMax;
  }

  bool close(char sign) {
    if (is_inside_wanted()) wanted_.close(sign);
    if (levels_.size() == wanted_level_) {
      wanted_level_ = 0;
      const std::string text = wanted_.take();
      ended_ = !visit_(&text);
    }
    levels_.pop_back();
    return !ended_;
  }

  const JsonPath& path_;
  Branches branches_;
  const Visit& visit_;
  std::vector<Level> levels_;
  bool ended_ = false;
  /// The level of the object or list that is told as a whole, from 1; 0 where there is none.
  std::size_t wanted_level_ = 0;
  JsonRewriter wanted_;
};

void walk_all(std::string_view text, const JsonPath& path, JsonSearch::Branches branches,
              const PathWalk::Visit& visit) {
  const auto begin = std::min(text.find_first_not_of(kWhitespace), text.size());
  if (!text.substr(begin).starts_with('{') && !text.substr(begin).starts_with('[') &&
      !text.substr(begin).starts_with("\xef\xbb\xbf")) {
    return;
  }
  PathWalk first(path, branches, visit);
  first.walk(text);
  bool has_ended = first.has_ended();
  // Lines of JSON, each by itself.
  for (auto at = text.find("\n{"); !has_ended && at != std::string_view::npos;) {
    const auto end = std::min(text.find('\n', at + 1), text.size());
    PathWalk line(path, branches, visit);
    line.walk(text.substr(at, end - at));
    has_ended = line.has_ended();
    at = text.find("\n{", end);
  }
}

}  // namespace

JsonSearch::JsonSearch(std::string_view path, std::string_view value)
    : path_(path),
      value_(value),
      longest_name_(path_.longest_name()),
      longest_text_(longest_of(value_.pieces())) {}

bool JsonSearch::is_surely_not_in(std::string_view text) const {
  return (longest_name_.is_far_from(text) || longest_text_.is_far_from(text)) &&
         text.find("\\u") == std::string_view::npos;
}

bool JsonSearch::is_in(std::string_view text) const {
  if (is_surely_not_in(text)) return false;
  bool found = false;
  walk_all(text, path_, Branches::kPassedOver, [&](const std::string* value) {
    found = value == nullptr ? value_.is_anything() : value_.matches(*value);
    return !found;
  });
  return found;
}

std::vector<std::string> JsonSearch::values_in(std::string_view text, std::size_t count_max,
                                               Branches branches) const {
  std::vector<std::string> values;
  walk_all(text, path_, branches, [&](const std::string* value) {
    if (value != nullptr) values.push_back(*value);
    return values.size() < count_max;
  });
  return values;
}

}  // namespace hookline
