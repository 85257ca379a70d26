#include "emitter/scenario/format/field_check.h"

#include "catcher/base/http/headers/header.h"
#include "catcher/base/text/spelling.h"
#include "emitter/scenario/expect/known_fields.h"
#include "emitter/scenario/format/scenario.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::array<std::string_view, 13> kSentHeaders = {"Host",
                                                           "User-Agent",
                                                           "Content-Type",
                                                           "Content-Length",
                                                           "Hookline-Delivery",
                                                           "Connection",
                                                           "Webhook-Id",
                                                           "Webhook-Timestamp",
                                                           "Webhook-Signature",
                                                           "Stripe-Signature",
                                                           "X-Hub-Signature-256",
                                                           "X-Signature",
                                                           "X-Forwarded-For"};

bool is_absence(const FieldExpectation& field) {
  return field.matcher.meets(std::nullopt);
}

/// The values that a field can have, where they are few.
std::vector<std::string_view> values_of(std::string_view field) {
  std::vector<std::string_view> values;
  if (field == "type") {
    for (const EventType type : all_event_types()) values.push_back(name_of(type));
  }
  if (field == "initiated_from" || field == "initiated_by") {
    for (const Source source : kSources) values.push_back(name_of(source));
  }
  if (field == "deal[status]") values = {"0", "1", "2"};
  return values;
}

std::string problem_with_text(const FieldExpectation& field,
                              const std::vector<std::string_view>& values) {
  const auto texts = field.matcher.texts();
  for (const std::string_view text : texts) {
    if (std::find(values.begin(), values.end(), text) != values.end()) continue;
    return fmt::format("\"{}\" is no value that {} can have; {}", text, field.name,
                       suggestion(text, values));
  }
  const bool can_meet = std::any_of(values.begin(), values.end(), [&](std::string_view value) {
    return field.matcher.meets(value);
  });
  if (can_meet) return "";
  return fmt::format("{} never {}; {}", field.name, field.matcher.description(),
                     suggestion("", values));
}

bool is_number(const PayloadField& field) {
  return is_like(Likeness::kInteger, field.example) &&
         (field.name == "list" || field.name.ends_with("id]") || field.name.ends_with("id"));
}

/// Of a field whose values all look alike, an id or a time: why the expected one doesn't.
std::string problem_with_shape(const FieldExpectation& field, const PayloadField& known) {
  for (const std::string_view text : field.matcher.texts()) {
    if (is_number(known) && !is_like(Likeness::kInteger, text)) {
      return fmt::format("\"{}\" is no number, which {} always is", text, field.name);
    }
    const bool is_time = known.name.find("date") != std::string_view::npos &&
                         is_like(Likeness::kDateTime, known.example);
    if (is_time && !is_like(Likeness::kDateTime, text)) {
      return fmt::format("\"{}\" is no time as it is sent, such as \"{}\"", text, known.example);
    }
  }
  return "";
}

/// "9" of "contact[fields][9]"; empty of any other name.
std::string_view custom_field_in(std::string_view name) {
  constexpr std::string_view kBefore = "contact[fields][";
  if (!name.starts_with(kBefore) || !name.ends_with(']')) return "";
  return name.substr(kBefore.size(), name.size() - kBefore.size() - 1);
}

/// What steps add to the account's custom fields.
std::vector<ContactField> added_fields(const Scenario& scenario) {
  std::vector<ContactField> added;
  for (const Step& step : scenario.steps) {
    const OperationStep* does = step.operation();
    if (does && does->action && does->action->added_field)
      added.push_back(*does->action->added_field);
  }
  return added;
}

/// A field that the account has, by its tag where its id is sent, or the other way round.
std::string problem_with_notation(std::string_view name, const Scenario& scenario, bool of_event) {
  const std::string_view key = custom_field_in(name);
  for (const auto& [id, field] : scenario.account.contact_fields) {
    const std::string number = std::to_string(id);
    if (key.empty() || key != (of_event ? field->tag : number)) continue;
    return fmt::format("{}; write contact[fields][{}]",
                       of_event ? "an event names custom fields by their ids"
                                : "an automation's action names custom fields by their tags",
                       of_event ? number : field->tag);
  }
  return "";
}

/// "contact[fields][9]", where the account has no field 9.
std::string problem_with_custom_field(std::string_view name, const Scenario& scenario,
                                      bool of_event) {
  const std::string_view key = custom_field_in(name);
  if (key.empty()) return "";
  std::vector<std::string> keys;
  for (const auto& [id, field] : scenario.account.contact_fields) {
    keys.push_back(of_event ? std::to_string(id) : field->tag);
  }
  for (const ContactField& field : added_fields(scenario)) {
    if (of_event && field.id == 0) return "";  // only the play knows
    keys.push_back(of_event ? std::to_string(field.id) : field.tag);
  }
  if (std::find(keys.begin(), keys.end(), key) != keys.end()) return "";
  std::string problem = problem_with_notation(name, scenario, of_event);
  if (!problem.empty()) return problem;
  return fmt::format("the account has no custom field {}; it has: {}", key,
                     keys.empty() ? "none" : fmt::format("{}", fmt::join(keys, ", ")));
}

/// The events that have the field, where they are few.
std::string owners_of(std::string_view field) {
  constexpr std::size_t kFew = 5;
  const auto events = KnownFields::events_with(field);
  if (events.empty() || events.size() > kFew) return "";
  return fmt::format("; of events, {} {} it", fmt::join(events, ", "),
                     events.size() == 1 ? "has" : "have");
}

std::string problem_with_name(const FieldExpectation& field, const KnownFields& known) {
  const auto meant = known.nearest(field.name);
  const std::string owners = owners_of(field.name);
  const std::string proposal = meant             ? fmt::format("; did you mean \"{}\"?", *meant)
                               : !owners.empty() ? owners
                                                 : "; `emitter events` lists what each event has";
  if (KnownFields::are_anywhere(field.name)) {
    return fmt::format("the requests that this entry speaks of have no field \"{}\"{}", field.name,
                       proposal);
  }
  return fmt::format("\"{}\" is a field that nothing sends{}", field.name, proposal);
}

FieldVerdict check_absence(const FieldExpectation& field, const KnownFields& known) {
  if (known.are_unknown() || known.contain(field.name) || KnownFields::are_anywhere(field.name)) {
    return {};
  }
  if (const auto meant = known.near_miss(field.name)) {
    return {
        fmt::format("\"{}\" is a field that nothing sends, so it is always absent; did you mean "
                    "\"{}\"?",
                    field.name, *meant),
        ""};
  }
  const bool is_listed = field.pointer.find("/absent/") != std::string::npos;
  if (!is_listed || !KnownFields::have_root_anywhere(field.name) ||
      KnownFields::have_part_anywhere(field.name)) {
    return {};
  }
  return {"",
          fmt::format("\"{}\" is a field that nothing sends, so it is always absent; where that "
                      "is meant, write {{\"present\": false}} for it under \"fields\"",
                      field.name)};
}

FieldVerdict check_form_field(const FieldExpectation& field, const KnownFields& known,
                              const Scenario& scenario, bool of_event, bool is_whole) {
  if (is_absence(field)) return check_absence(field, known);
  if (known.are_unknown() || known.is_given(field.name)) return {};
  const auto found = known.field(field.name);
  if (!found) {
    std::string by_other_name = problem_with_notation(field.name, scenario, of_event);
    return {by_other_name.empty() ? problem_with_name(field, known) : by_other_name, ""};
  }
  if (const auto values = values_of(field.name); !values.empty() && of_event) {
    return {problem_with_text(field, values), ""};
  }
  std::string problem;
  if (is_whole) problem = problem_with_custom_field(field.name, scenario, of_event);
  if (problem.empty()) problem = problem_with_shape(field, *found);
  return {problem, ""};
}

/// Any header may be expected, as some are sent only where somebody asks for them; but not one
/// whose name is nearly that of a known one.
FieldVerdict check_header(const FieldExpectation& field, const Scenario& scenario) {
  std::vector<std::string_view> sent(kSentHeaders.begin(), kSentHeaders.end());
  for (const Step& step : scenario.steps) {
    if (!step.request()) continue;
    for (const HeaderField& header : step.request()->request->headers()) {
      sent.push_back(header.name());
    }
  }
  if (scenario.delivery) sent.push_back(scenario.delivery->promise.attempt_header);
  const auto nearest = closest_name_within(2, field.name, sent);
  constexpr std::size_t kShortest = 5;
  if (!nearest || field.name.size() < kShortest || equals_ignoring_case(*nearest, field.name)) {
    return {};
  }
  return {fmt::format("\"{}\" is a header that nothing sends; did you mean \"{}\"?", field.name,
                      *nearest),
          ""};
}

}  // namespace

FieldVerdict check_field(const FieldExpectation& field, const KnownFields& known,
                         const Scenario& scenario, bool of_event, bool is_whole) {
  switch (field.part) {
    case RequestPart::kField:
      return check_form_field(field, known, scenario, of_event, is_whole);
    case RequestPart::kHeader:
      return check_header(field, scenario);
    case RequestPart::kMethod:
    case RequestPart::kTarget:
    case RequestPart::kBody:
      break;
  }
  return {};
}

}  // namespace hookline
