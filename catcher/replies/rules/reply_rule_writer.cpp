#include "catcher/base/json/json_writer.h"
#include "catcher/base/units/quantity.h"
#include "catcher/replies/reply_rule.h"

#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::ordered_json;

Json headers_json(const std::vector<HeaderField>& headers) {
  auto list = Json::array();
  for (const HeaderField& header : headers) list.push_back({header.name(), header.value()});
  return list;
}

Json step_json(const ReplyStep& step) {
  Json reply;
  reply["status"] = step.status;
  if (!step.headers.empty()) reply["headers"] = headers_json(step.headers);
  if (step.body) reply["body"] = *step.body;
  if (step.is_template) reply["template"] = true;
  if (step.delay_ms != 0) reply["delay"] = duration_text(step.delay_ms);
  if (step.fault != ReplyFault::kNone) reply["fault"] = name_of(step.fault);
  if (step.times) reply["times"] = *step.times;
  return reply;
}

Json reply_json(const std::vector<ReplyStep>& steps) {
  if (steps.size() == 1) return step_json(steps.front());
  auto list = Json::array();
  for (const ReplyStep& step : steps) list.push_back(step_json(step));
  return list;
}

/// Whole percents without a fraction, as they were most likely written.
Json percent_json(double percent) {
  const auto whole = static_cast<std::int64_t>(percent);
  return static_cast<double>(whole) == percent ? Json(whole) : Json(percent);
}

Json rule_json(const ReplyRule& rule) {
  Json json;
  json["match"] = match_json(rule.match);
  if (rule.percent) json["percent"] = percent_json(*rule.percent);
  if (rule.seed) json["seed"] = *rule.seed;
  if (rule.limit) {
    json["limit"] = {{"requests", rule.limit->requests},
                     {"per", duration_text(rule.limit->per_ms)}};
  }
  json["reply"] = reply_json(rule.steps);
  json["answered"] = rule.answered;
  if (rule.limit) json["limited"] = rule.limited;
  return json;
}

}  // namespace

std::string reply_rules_json(const std::vector<ReplyRule>& rules) {
  auto list = Json::array();
  for (const ReplyRule& rule : rules) list.push_back(rule_json(rule));
  return json_to_show(list.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace hookline
