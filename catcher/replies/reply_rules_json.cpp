#include "catcher/quantity.h"
#include "catcher/replies/reply_rules.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kRulesMax = 1000;
constexpr std::array kFaults{ReplyFault::kClose, ReplyFault::kReset, ReplyFault::kHalf,
                             ReplyFault::kDrip};

/// "/" and a key, as RFC 6901 writes it.
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

const Json& object_at(const Json& value, const std::string& pointer, std::string_view noun) {
  if (!value.is_object()) {
    throw ReplyRulesError(pointer, fmt::format("{} is an object, not {}", noun, value.type_name()));
  }
  return value;
}

std::string text_at(const Json& value, const std::string& pointer) {
  if (!value.is_string()) {
    throw ReplyRulesError(pointer, fmt::format("expected a text, not {}", value.type_name()));
  }
  return value.get<std::string>();
}

std::uint64_t count_at(const Json& value, const std::string& pointer) {
  if (!value.is_number_unsigned()) {
    throw ReplyRulesError(
        pointer, fmt::format("expected a whole number from 0, not {}", value.dump(-1, ' ', true)));
  }
  return value.get<std::uint64_t>();
}

int status_at(const Json& value, const std::string& pointer) {
  if (value.is_number_integer()) {
    const auto status = value.get<std::int64_t>();
    if (status >= 200 && status <= 599) return static_cast<int>(status);
  }
  throw ReplyRulesError(
      pointer, fmt::format("expected a status from 200 to 599, not {}", value.dump(-1, ' ', true)));
}

std::int64_t delay_at(const Json& value, const std::string& pointer) {
  try {
    return parse_duration_ms(text_at(value, pointer));
  } catch (const ReplyRulesError&) {
    throw;
  } catch (const std::invalid_argument& refused) {
    throw ReplyRulesError(pointer, refused.what());
  }
}

ReplyFault fault_at(const Json& value, const std::string& pointer) {
  if (value.is_null()) return ReplyFault::kNone;
  const auto name = text_at(value, pointer);
  const auto fault = std::find_if(kFaults.begin(), kFaults.end(),
                                  [&](ReplyFault known) { return name_of(known) == name; });
  if (fault == kFaults.end()) {
    throw ReplyRulesError(
        pointer, fmt::format("\"{}\" is no fault; expected close, reset, half or drip", name));
  }
  return *fault;
}

HeaderField header_at(std::string name, const Json& value, const std::string& pointer) {
  auto text = text_at(value, pointer);
  try {
    return {std::move(name), std::move(text)};
  } catch (const std::invalid_argument& refused) {
    throw ReplyRulesError(pointer, refused.what());
  }
}

std::vector<HeaderField> headers_at(const Json& value, const std::string& pointer) {
  std::vector<HeaderField> headers;
  if (value.is_object()) {
    for (const auto& [name, text] : value.items()) {
      headers.push_back(header_at(name, text, below(pointer, name)));
    }
    return headers;
  }
  if (!value.is_array()) {
    throw ReplyRulesError(pointer, "expected an object of headers, or a list of [name, value]");
  }
  for (std::size_t i = 0; i < value.size(); ++i) {
    const Json& pair = value[i];
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string()) {
      throw ReplyRulesError(below(pointer, i), "expected a pair [name, value]");
    }
    headers.push_back(header_at(pair[0].get<std::string>(), pair[1], below(pointer, i)));
  }
  return headers;
}

bool is_match_key(std::string_view key) {
  return key == "method" || key == "path" || key == "channel" || key == "text" ||
         (key.starts_with("form.") && key.size() > 5) ||
         (key.starts_with("header.") && key.size() > 7);
}

CaptureFilter match_at(const Json& value, const std::string& pointer) {
  FormFields fields;
  for (const auto& [key, text] : object_at(value, pointer, "match").items()) {
    if (!is_match_key(key)) {
      throw ReplyRulesError(below(pointer, key),
                            fmt::format("unknown filter \"{}\"; expected method, path, channel, "
                                        "text, form.NAME or header.NAME",
                                        key));
    }
    fields.push_back({key, text_at(text, below(pointer, key))});
  }
  return filter_from_query(fields);
}

void read_reply(const Json& value, const std::string& pointer, ReplyRule& rule) {
  for (const auto& [key, part] : object_at(value, pointer, "reply").items()) {
    const auto at = below(pointer, key);
    if (key == "status") {
      rule.status = status_at(part, at);
    } else if (key == "headers") {
      rule.headers = headers_at(part, at);
    } else if (key == "body") {
      rule.body = text_at(part, at);
    } else if (key == "delay") {
      rule.delay_ms = delay_at(part, at);
    } else if (key == "fault") {
      rule.fault = fault_at(part, at);
    } else if (key == "times") {
      rule.times = count_at(part, at);
    } else {
      throw ReplyRulesError(at, fmt::format("unknown key \"{}\"; expected status, headers, body, "
                                            "delay, fault or times",
                                            key));
    }
  }
}

ReplyRule rule_at(const Json& value, const std::string& pointer) {
  ReplyRule rule;
  for (const auto& [key, part] : object_at(value, pointer, "a rule").items()) {
    const auto at = below(pointer, key);
    if (key == "match") {
      rule.match = match_at(part, at);
    } else if (key == "reply") {
      read_reply(part, at, rule);
    } else if (key == "answered") {
      count_at(part, at);
    } else {
      throw ReplyRulesError(at, fmt::format("unknown key \"{}\"; expected match and reply", key));
    }
  }
  if (!value.contains("reply")) throw ReplyRulesError(pointer, "the rule has no \"reply\"");
  return rule;
}

/// Refuses a key that stands twice in an object: the parser would keep the last in silence.
class KeysOnce {
 public:
  bool operator()(int, Json::parse_event_t event, const Json& parsed) {
    if (event == Json::parse_event_t::object_start) open_.emplace_back();
    if (event == Json::parse_event_t::object_end) open_.pop_back();
    if (event == Json::parse_event_t::key && !open_.back().insert(parsed).second) {
      throw ReplyRulesError(
          "", fmt::format("{} stands twice in one object", parsed.dump(-1, ' ', true)));
    }
    return true;
  }

 private:
  std::vector<std::set<Json>> open_;
};

nlohmann::ordered_json match_json(const CaptureFilter& filter) {
  auto match = nlohmann::ordered_json::object();
  if (filter.method) match["method"] = *filter.method;
  if (filter.path) match["path"] = *filter.path;
  if (filter.channel) match["channel"] = *filter.channel;
  if (filter.text) match["text"] = *filter.text;
  for (const FormField& field : filter.form) match["form." + field.name] = field.value;
  for (const FormField& header : filter.header) match["header." + header.name] = header.value;
  return match;
}

nlohmann::ordered_json reply_json(const ReplyRule& rule) {
  nlohmann::ordered_json reply;
  reply["status"] = rule.status;
  if (!rule.headers.empty()) {
    auto& headers = reply["headers"] = nlohmann::ordered_json::array();
    for (const HeaderField& header : rule.headers) {
      headers.push_back({header.name(), header.value()});
    }
  }
  if (rule.body) reply["body"] = *rule.body;
  if (rule.delay_ms != 0) reply["delay"] = duration_text(rule.delay_ms);
  if (rule.fault != ReplyFault::kNone) reply["fault"] = name_of(rule.fault);
  if (rule.times) reply["times"] = *rule.times;
  return reply;
}

}  // namespace

std::vector<ReplyRule> read_reply_rules(const Json& list) {
  if (!list.is_array()) {
    throw ReplyRulesError("", fmt::format("reply rules are a list, not {}; as in "
                                          "[{{\"reply\": {{\"status\": 503}}}}]",
                                          list.type_name()));
  }
  if (list.size() > kRulesMax) {
    throw ReplyRulesError("", fmt::format("{} rules; {} are the most", list.size(), kRulesMax));
  }
  std::vector<ReplyRule> rules;
  for (std::size_t i = 0; i < list.size(); ++i) rules.push_back(rule_at(list[i], below("", i)));
  return rules;
}

std::vector<ReplyRule> parse_reply_rules(std::string_view text) {
  Json list;
  try {
    list = Json::parse(text, KeysOnce(), true, true);
  } catch (const Json::exception& error) {
    const std::string_view what = error.what();
    const auto start = what.find("] ");  // behind "[json.exception.parse_error.101] "
    throw ReplyRulesError(
        "", fmt::format("not JSON: {}", what.substr(start == what.npos ? 0 : start + 2)));
  }
  return read_reply_rules(list);
}

std::string reply_rules_json(const std::vector<ReplyRule>& rules) {
  auto list = nlohmann::ordered_json::array();
  for (const ReplyRule& rule : rules) {
    list.push_back({{"match", match_json(rule.match)},
                    {"reply", reply_json(rule)},
                    {"answered", rule.answered}});
  }
  return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace hookline
