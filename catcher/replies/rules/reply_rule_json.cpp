#include "catcher/base/json/json_members.h"
#include "catcher/base/json/json_mistakes.h"
#include "catcher/base/json/json_writer.h"
#include "catcher/base/units/quantity.h"
#include "catcher/captures/filters/match_reader.h"
#include "catcher/replies/reply_chance.h"
#include "catcher/replies/reply_decision.h"
#include "catcher/replies/reply_rule.h"
#include "catcher/replies/templates/reply_template.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::ordered_json;
using enum JsonNeed;

constexpr std::size_t kRulesMax = 1000;
constexpr std::size_t kStepsMax = 1000;
constexpr std::size_t kHeadersMax = 1000;
constexpr std::int64_t kTimesMax = (std::int64_t{1} << 53) - 1;  ///< JavaScript's numbers' most
constexpr std::int64_t kLimitMax = 100'000;                      ///< the time of each is remembered
constexpr std::array kFaults{ReplyFault::kClose, ReplyFault::kReset, ReplyFault::kHalf,
                             ReplyFault::kDrip};

template <std::int64_t Min, std::int64_t Max>
std::uint64_t whole(const JsonValue& value) {
  return static_cast<std::uint64_t>(value.integer(Min, Max));
}

/// Refuses more than so many entries. `noun` is their plural.
void bound(const JsonValue& place, std::size_t count, std::size_t max, std::string_view noun) {
  if (count > max) place.fail(fmt::format("{} {}; {} are the most", count, noun, max));
}

Json json_unless(bool is_usual, Json json) {
  return is_usual ? Json() : std::move(json);
}

// A reply

int read_status(const JsonValue& value) {
  return static_cast<int>(value.integer(kReplyStatusMin, kReplyStatusMax));
}

HeaderField read_header(const JsonPair& pair) {
  for (const auto framing : {"Content-Length", "Transfer-Encoding"}) {
    if (!equals_ignoring_case(pair.name, framing)) continue;
    pair.place.fail(fmt::format(
        "{} follows from the body; for an answer that breaks off there is \"fault\": \"half\"",
        framing));
  }
  const std::string& text = pair.value.text();
  return pair.place.checked([&] { return HeaderField(pair.name, text); });
}

std::vector<HeaderField> read_headers(const JsonValue& value) {
  const auto pairs = value.pairs();
  bound(value, pairs.size(), kHeadersMax, "headers");
  std::vector<HeaderField> headers;
  headers.reserve(pairs.size());
  for (const JsonPair& pair : pairs) headers.push_back(read_header(pair));
  return headers;
}

Json headers_json(const ReplyStep& step) {
  auto list = Json::array();
  for (const HeaderField& header : step.headers) list.push_back({header.name(), header.value()});
  return json_unless(list.empty(), list);
}

ReplyFault read_fault(const JsonValue& value) {
  if (value.kind() == JsonKind::kNull) return ReplyFault::kNone;
  std::array<std::string_view, kFaults.size()> names;
  std::transform(kFaults.begin(), kFaults.end(), names.begin(),
                 [](ReplyFault fault) { return name_of(fault); });
  return kFaults[value.one_of("fault", names)];
}

constexpr JsonMember<ReplyStep> kReplyMembers[] = {
    {"status", read_into<&ReplyStep::status, read_status>, kOptional,
     write_from<&ReplyStep::status>},
    {"headers", read_into<&ReplyStep::headers, read_headers>, kOptional, headers_json},
    {"body", read_into<&ReplyStep::body, &JsonValue::text>, kOptional,
     write_from<&ReplyStep::body>},
    {"template", read_into<&ReplyStep::is_template, &JsonValue::boolean>, kOptional,
     [](const ReplyStep& step) { return json_unless(!step.is_template, true); }},
    {"delay", read_into<&ReplyStep::delay_ms, &JsonValue::duration_ms>, kOptional,
     [](const ReplyStep& step) {
       return json_unless(step.delay_ms == 0, duration_text(step.delay_ms));
     }},
    {"fault", read_into<&ReplyStep::fault, read_fault>, kOptional,
     [](const ReplyStep& step) {
       return json_unless(step.fault == ReplyFault::kNone, name_of(step.fault));
     }},
    {"times", read_into<&ReplyStep::times, whole<0, kTimesMax>>, kOptional,
     write_from<&ReplyStep::times>},
    {"of", read_into<&ReplyStep::of, whole<0, kTimesMax>>, kOptional, write_from<&ReplyStep::of>},
};

void check_templates(const JsonValue& value, const ReplyStep& step) {
  JsonObject object = value.object();
  if (const auto body = object.find("body")) {
    body->checked([&] { ReplyTemplate(body->text(), place_of_body(step)); });
  }
  const auto headers = object.find("headers");
  for (const JsonPair& pair : headers ? headers->pairs() : std::vector<JsonPair>()) {
    pair.place.checked([&] { ReplyTemplate(pair.value.text(), ReplyTemplate::Place::kHeader); });
  }
}

ReplyStep read_reply(const JsonValue& value) {
  auto step = read_new<ReplyStep>(value, kReplyMembers);
  if (step.is_template) check_templates(value, step);
  return step;
}

/// One reply, or a sequence of them.
std::vector<ReplyStep> read_replies(const JsonValue& value) {
  if (!value.is_array()) return {read_reply(value)};
  const auto replies = value.items();
  if (replies.empty()) value.fail("a sequence has at least one reply");
  bound(value, replies.size(), kStepsMax, "replies in a sequence");
  std::vector<ReplyStep> steps;
  for (const JsonValue& reply : replies) {
    steps.push_back(read_reply(reply));
    const bool is_last = steps.size() == replies.size();
    if (!is_last && !steps.back().times) steps.back().times = 1;
  }
  return steps;
}

Json replies_json(const ReplyRule& rule) {
  if (rule.steps.size() == 1) return json_of(rule.steps.front(), kReplyMembers);
  auto list = Json::array();
  for (const ReplyStep& step : rule.steps) list.push_back(json_of(step, kReplyMembers));
  return list;
}

// A rule

std::int64_t read_stretch(const JsonValue& value) {
  const std::int64_t stretch_ms = value.duration_ms();
  if (stretch_ms == 0) value.fail("a limit holds for longer than 0");
  return stretch_ms;
}

constexpr JsonMember<RequestLimit> kLimitMembers[] = {
    {"requests", read_into<&RequestLimit::requests, whole<1, kLimitMax>>, kRequired,
     write_from<&RequestLimit::requests>},
    {"per", read_into<&RequestLimit::per_ms, read_stretch>, kRequired,
     [](const RequestLimit& limit) { return Json(duration_text(limit.per_ms)); }},
};

RequestLimit read_limit(const JsonValue& value) {
  return read_new<RequestLimit>(value, kLimitMembers);
}

double read_percent(const JsonValue& value) {
  return value.number(0, 100);
}

/// Whole percents without a fraction, as they were most likely written.
Json percent_json(const ReplyRule& rule) {
  const double percent = rule.percent.value_or(0);
  const auto whole_part = static_cast<std::int64_t>(percent);
  const bool is_whole = static_cast<double>(whole_part) == percent;
  return json_unless(!rule.percent, is_whole ? Json(whole_part) : Json(percent));
}

/// What a rule has counted. It is written for whoever looks, and not taken up again.
void pass_count(const JsonValue& value, ReplyRule& /*rule*/) {
  value.count();
}

constexpr JsonMember<ReplyRule> kRuleMembers[] = {
    {"match", read_into<&ReplyRule::match, read_match>, kOptional,
     [](const ReplyRule& rule) { return match_json(rule.match); }},
    {"percent", read_into<&ReplyRule::percent, read_percent>, kOptional, percent_json},
    {"seed", read_into<&ReplyRule::seed, whole<0, kSeedMax>>, kOptional,
     write_from<&ReplyRule::seed>},
    {"limit", read_into<&ReplyRule::limit, read_limit>, kOptional,
     [](const ReplyRule& rule) {
       return rule.limit ? json_of(*rule.limit, kLimitMembers) : Json();
     }},
    {"reply", read_into<&ReplyRule::steps, read_replies>, kRequired, replies_json},
    {"answered", pass_count, kOptional, write_from<&ReplyRule::answered>},
    {"limited", pass_count, kOptional,
     [](const ReplyRule& rule) { return json_unless(!rule.limit, rule.limited); }},
};

ReplyRule read_rule(const JsonValue& value) {
  auto rule = read_new<ReplyRule>(value, kRuleMembers);
  if (rule.seed && !rule.percent) {
    value.nearest("seed").fail("a seed goes with a \"percent\" to draw");
  }
  return rule;
}

std::vector<JsonValue> rules_in(const JsonValue& list) {
  auto entries = list.items();
  bound(list, entries.size(), kRulesMax, "rules");
  return entries;
}

}  // namespace

std::vector<ReplyRule> read_reply_rules(const JsonValue& list, JsonMistakes& mistakes) {
  std::vector<ReplyRule> rules;
  for (const JsonValue& entry : rules_in(list)) {
    mistakes.read(entry, [&] { rules.push_back(read_rule(entry)); });
  }
  return rules;
}

std::vector<ReplyRule> parse_reply_rules(std::string_view text) {
  const auto document = JsonDocument::parse(text, "", {.values_max = kJsonBodyValuesMax});
  std::vector<ReplyRule> rules;
  for (const JsonValue& entry : rules_in(document.root())) rules.push_back(read_rule(entry));
  return rules;
}

std::string reply_rules_json(const std::vector<ReplyRule>& rules) {
  auto list = Json::array();
  for (const ReplyRule& rule : rules) list.push_back(json_of(rule, kRuleMembers));
  return json_to_show(list.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace hookline
