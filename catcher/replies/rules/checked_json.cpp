#include "catcher/replies/rules/checked_json.h"

#include <set>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kDepthMax = 32;
constexpr std::size_t kKeysMax = 1000;  ///< of one object: each is looked for among those before
constexpr std::size_t kQuotedBytesMax = 80;

/// Watches the parser go through the text.
class Watch {
 public:
  bool operator()(int, Json::parse_event_t event, const Json& parsed) {
    switch (event) {
      case Json::parse_event_t::object_start:
        open(true);
        break;
      case Json::parse_event_t::array_start:
        open(false);
        break;
      case Json::parse_event_t::key:
        enter(parsed);
        break;
      case Json::parse_event_t::object_end:
      case Json::parse_event_t::array_end:
        open_.pop_back();
        count_value();
        break;
      case Json::parse_event_t::value:
        count_value();
        break;
    }
    return true;
  }

 private:
  struct Level {
    bool is_object = false;
    std::set<std::string> keys = {};
    std::string key = {};   ///< the current one of an object
    std::size_t index = 0;  ///< and of an array
  };

  void open(bool is_object) {
    if (open_.size() == kDepthMax) {
      throw ReplyRulesError(pointer(), "is nested too deep to make sense");
    }
    open_.push_back({is_object});
  }

  void enter(const Json& key) {
    Level& level = open_.back();
    level.key = key.get<std::string>();
    if (!level.keys.insert(level.key).second) {
      throw ReplyRulesError(pointer(), fmt::format("{} stands twice in one object", quoted(key)));
    }
    if (level.keys.size() > kKeysMax) {
      throw ReplyRulesError(pointer(), fmt::format("{} keys are the most of one object", kKeysMax));
    }
  }

  void count_value() {
    if (!open_.empty()) ++open_.back().index;
  }

  std::string pointer() const {
    std::string at;
    for (const Level& level : open_) {
      at = level.is_object ? below(at, level.key) : below(at, level.index);
    }
    return at;
  }

  std::vector<Level> open_;
};

}  // namespace

std::string below(const std::string& pointer, std::string_view key) {
  std::string out = pointer + '/';
  for (const char c : key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

std::string below(const std::string& pointer, std::size_t index) {
  return fmt::format("{}/{}", pointer, index);
}

Json parse_checked_json(std::string_view text) {
  try {
    // The parser copies its callback; all copies are to watch as one.
    Watch watch;
    return Json::parse(
        text,
        [&watch](int depth, Json::parse_event_t event, const Json& parsed) {
          return watch(depth, event, parsed);
        },
        true, true);
  } catch (const Json::exception& error) {
    const std::string_view what = error.what();
    const auto start = what.find("] ");  // behind "[json.exception.parse_error.101] "
    throw ReplyRulesError(
        "", fmt::format("not JSON: {}", what.substr(start == what.npos ? 0 : start + 2)));
  }
}

std::string quoted(const Json& value) {
  if (value.is_structured()) return fmt::format("an {}", value.type_name());
  auto text = value.dump(-1, ' ', true, Json::error_handler_t::replace);
  if (text.size() <= kQuotedBytesMax) return text;
  return text.substr(0, kQuotedBytesMax) + "…";
}

}  // namespace hookline
