#include "catcher/captures/filters/conditions/field_conditions.h"

#include "catcher/base/http/headers/header.h"
#include "catcher/captures/filters/conditions/byte_search.h"
#include "catcher/captures/filters/values/quoted_value.h"
#include "catcher/captures/views/capture_form.h"
#include "catcher/captures/views/capture_view.h"

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace hookline {
namespace {

/// What stands behind the "." of "form." and "header."; `noun` is "form field", "header".
FormField named(const FormField& asked, std::string_view noun) {
  const auto dot = asked.name.find('.') + 1;
  if (dot < asked.name.size()) return {asked.name.substr(dot), asked.value};
  throw std::invalid_argument(
      fmt::format("{0} needs the name of a {1}, as in {0}NAME=VALUE", asked.name, noun));
}

/// "header Accept is "a" and "b", not "c"", or that there is none, of all headers or fields.
template <typename Pairs, typename IsName>
std::string why_no_value(std::string_view noun, const FormField& wanted, const Pairs& pairs,
                         IsName is_name) {
  constexpr std::size_t kShownMax = 3;
  std::string values;
  std::size_t count = 0;
  for (const auto& pair : pairs) {
    if (!is_name(pair.name, wanted.name) || ++count > kShownMax) continue;
    values += (count > 1 ? " and " : "") + quoted_value(pair.value);
  }
  if (count == 0) return fmt::format("there is no {} {}", noun, quoted_value(wanted.name));
  if (count > kShownMax) values += fmt::format(" and {} more", count - kShownMax);
  return fmt::format("{} {} is {}, not {}", noun, quoted_value(wanted.name), values,
                     quoted_value(wanted.value));
}

WantedField pattern_of(const FormField& wanted) {
  return {wanted.name, ValuePattern(wanted.value)};
}

}  // namespace

Condition form_field_is(const FormField& asked) {
  const auto wanted = named(asked, "form field");
  const auto why_not = [=](const Capture& capture) {
    const auto form = read_form(capture);
    if (!form.fields) {
      return fmt::format("the body is not a form, so there is no field {}: {}",
                         quoted_value(wanted.name), form.why_not);
    }
    auto why = why_no_value("form field", wanted, *form.fields, std::equal_to<>());
    for (const std::string& note : form.notes) why += fmt::format("; {}", note);
    return why;
  };
  const auto holds_in = [field = pattern_of(wanted)](const CaptureBytes& bytes) {
    return has_form_field(bytes, field);
  };
  return {.why_not = why_not, .cost = ConditionCost::kForm, .holds_in = holds_in};
}

Condition header_is(const FormField& asked) {
  const auto wanted = named(asked, "header");
  const auto why_not = [=](const Capture& capture) {
    return why_no_value("header", wanted, headers_of(capture), equals_ignoring_case);
  };
  const auto holds_in = [field = pattern_of(wanted)](const CaptureBytes& bytes) {
    return has_header(bytes.head, field);
  };
  return {.why_not = why_not, .cost = ConditionCost::kHead, .holds_in = holds_in};
}

Condition query_field_is(const FormField& asked) {
  const auto wanted = named(asked, "parameter");
  const auto why_not = [=](const Capture& capture) {
    return why_no_value("parameter", wanted, query_of(capture), std::equal_to<>());
  };
  const auto holds_in = [field = pattern_of(wanted)](const CaptureBytes& bytes) {
    return has_query_field(bytes.target, field);
  };
  return {.why_not = why_not, .cost = ConditionCost::kHead, .holds_in = holds_in};
}

Condition json_value_is(const FormField& asked) {
  const auto wanted = named(asked, "JSON value");
  const auto search = std::make_shared<const JsonSearch>(wanted.name, wanted.value);
  const auto why_not = [=](const Capture& capture) {
    constexpr std::size_t kLookedAt = 100;
    FormFields found;
    for (std::string& text : json_values(bytes_of(capture), *search, kLookedAt)) {
      found.push_back({wanted.name, std::move(text)});
    }
    return why_no_value("JSON value", wanted, found, std::equal_to<>());
  };
  const auto holds_in = [=](const CaptureBytes& bytes) { return has_json_value(bytes, *search); };
  return {.why_not = why_not, .cost = ConditionCost::kForm, .holds_in = holds_in};
}

}  // namespace hookline
