#include "catcher/base/units/quantity.h"
#include "catcher/replies/reply_chance.h"
#include "catcher/replies/reply_decision.h"
#include "catcher/replies/reply_rule.h"
#include "catcher/replies/rules/checked_json.h"
#include "catcher/replies/templates/reply_template.h"

#include <algorithm>
#include <array>
#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kRulesMax = 1000;
constexpr std::size_t kStepsMax = 1000;
constexpr std::uint64_t kTimesMax = (std::uint64_t{1} << 53) - 1;  ///< JavaScript's numbers' most
constexpr std::uint64_t kLimitMax = 100'000;  ///< the time of each is remembered
constexpr std::array kFaults{ReplyFault::kClose, ReplyFault::kReset, ReplyFault::kHalf,
                             ReplyFault::kDrip};

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

bool truth_at(const Json& value, const std::string& pointer) {
  if (!value.is_boolean()) {
    throw ReplyRulesError(pointer, fmt::format("expected true or false, not {}", quoted(value)));
  }
  return value.get<bool>();
}

std::uint64_t whole_at(const Json& value, const std::string& pointer, std::uint64_t min,
                       std::uint64_t max) {
  if (value.is_number_unsigned()) {
    const auto number = value.get<std::uint64_t>();
    if (number >= min && number <= max) return number;
  }
  throw ReplyRulesError(pointer, fmt::format("expected a whole number from {} to {}, not {}", min,
                                             max, quoted(value)));
}

double percent_at(const Json& value, const std::string& pointer) {
  if (value.is_number()) {
    const auto percent = value.get<double>();
    if (percent >= 0 && percent <= 100) return percent;
  }
  throw ReplyRulesError(
      pointer, fmt::format("expected a number of percents from 0 to 100, not {}", quoted(value)));
}

int status_at(const Json& value, const std::string& pointer) {
  if (value.is_number_integer() && is_reply_status(value.get<std::int64_t>())) {
    return value.get<int>();
  }
  throw ReplyRulesError(pointer, fmt::format("expected a status from {} to {}, not {}",
                                             kReplyStatusMin, kReplyStatusMax, quoted(value)));
}

std::int64_t duration_at(const Json& value, const std::string& pointer) {
  if (!value.is_string()) {
    throw ReplyRulesError(
        pointer,
        fmt::format("expected a duration in quotes, such as \"250ms\", \"1m30s\" or \"2h\", "
                    "not {}",
                    quoted(value)));
  }
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
  for (const auto framing : {"Content-Length", "Transfer-Encoding"}) {
    if (!equals_ignoring_case(name, framing)) continue;
    throw ReplyRulesError(pointer,
                          fmt::format("{} follows from the body; for an answer that breaks off "
                                      "there is \"fault\": \"half\"",
                                      framing));
  }
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

CaptureFilter match_at(const Json& value, const std::string& pointer) {
  FormFields fields;
  for (const auto& [key, text] : object_at(value, pointer, "match").items()) {
    const auto at = below(pointer, key);
    if (const auto why = why_not_in_match(key); !why.empty()) throw ReplyRulesError(at, why);
    fields.push_back({key, text_at(text, at)});
  }
  return CaptureFilter(fields);
}

RequestLimit limit_at(const Json& value, const std::string& pointer) {
  RequestLimit limit;
  for (const auto& [key, part] : object_at(value, pointer, "a limit").items()) {
    const auto at = below(pointer, key);
    if (key == "requests") {
      limit.requests = whole_at(part, at, 1, kLimitMax);
    } else if (key == "per") {
      limit.per_ms = duration_at(part, at);
      if (limit.per_ms == 0) throw ReplyRulesError(at, "a limit holds for longer than 0");
    } else {
      throw ReplyRulesError(at, fmt::format("unknown key \"{}\"; expected requests and per", key));
    }
  }
  if (!value.contains("requests") || !value.contains("per")) {
    throw ReplyRulesError(pointer, "a limit has both, as in {\"requests\": 10, \"per\": \"1s\"}");
  }
  return limit;
}

void check_template(const std::string& text, ReplyTemplate::Place place,
                    const std::string& pointer) {
  try {
    const ReplyTemplate checked(text, place);
  } catch (const std::invalid_argument& refused) {
    throw ReplyRulesError(pointer, refused.what());
  }
}

void check_templates(const ReplyStep& step, const Json& value, const std::string& pointer) {
  if (step.body) check_template(*step.body, place_of_body(step), below(pointer, "body"));
  const auto at = below(pointer, "headers");
  const bool listed = value.contains("headers") && value["headers"].is_array();
  for (std::size_t i = 0; i < step.headers.size(); ++i) {
    const HeaderField& header = step.headers[i];
    check_template(header.value(), ReplyTemplate::Place::kHeader,
                   listed ? below(at, i) : below(at, header.name()));
  }
}

ReplyStep step_at(const Json& value, const std::string& pointer) {
  ReplyStep step;
  for (const auto& [key, part] : object_at(value, pointer, "a reply").items()) {
    const auto at = below(pointer, key);
    if (key == "status") {
      step.status = status_at(part, at);
    } else if (key == "headers") {
      step.headers = headers_at(part, at);
    } else if (key == "body") {
      step.body = text_at(part, at);
    } else if (key == "template") {
      step.is_template = truth_at(part, at);
    } else if (key == "delay") {
      step.delay_ms = duration_at(part, at);
    } else if (key == "fault") {
      step.fault = fault_at(part, at);
    } else if (key == "times") {
      step.times = whole_at(part, at, 0, kTimesMax);
    } else {
      throw ReplyRulesError(at, fmt::format("unknown key \"{}\"; expected status, headers, body, "
                                            "template, delay, fault or times",
                                            key));
    }
  }
  if (step.is_template) check_templates(step, value, pointer);
  return step;
}

std::vector<ReplyStep> steps_at(const Json& value, const std::string& pointer) {
  if (!value.is_array()) return {step_at(value, pointer)};
  if (value.empty()) throw ReplyRulesError(pointer, "a sequence has at least one reply");
  if (value.size() > kStepsMax) {
    throw ReplyRulesError(
        pointer, fmt::format("a sequence of {} replies; {} are the most", value.size(), kStepsMax));
  }
  std::vector<ReplyStep> steps;
  for (std::size_t i = 0; i < value.size(); ++i) {
    steps.push_back(step_at(value[i], below(pointer, i)));
    const bool last = i + 1 == value.size();
    if (!last && !steps.back().times) steps.back().times = 1;
  }
  return steps;
}

ReplyRule rule_at(const Json& value, const std::string& pointer) {
  ReplyRule rule;
  for (const auto& [key, part] : object_at(value, pointer, "a rule").items()) {
    const auto at = below(pointer, key);
    if (key == "match") {
      rule.match = match_at(part, at);
    } else if (key == "percent") {
      rule.percent = percent_at(part, at);
    } else if (key == "seed") {
      rule.seed = whole_at(part, at, 0, kSeedMax);
    } else if (key == "limit") {
      rule.limit = limit_at(part, at);
    } else if (key == "reply") {
      rule.steps = steps_at(part, at);
    } else if (key == "answered" || key == "limited") {
      whole_at(part, at, 0, std::numeric_limits<std::uint64_t>::max());
    } else {
      throw ReplyRulesError(
          at,
          fmt::format("unknown key \"{}\"; expected match, percent, seed, limit or reply", key));
    }
  }
  if (rule.steps.empty()) throw ReplyRulesError(pointer, "the rule has no \"reply\"");
  if (rule.seed && !rule.percent) {
    throw ReplyRulesError(below(pointer, "seed"), "a seed goes with a \"percent\" to draw");
  }
  return rule;
}

}  // namespace

std::vector<ReplyRule> parse_reply_rules(std::string_view text) {
  const Json list = parse_checked_json(text);
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

}  // namespace hookline
