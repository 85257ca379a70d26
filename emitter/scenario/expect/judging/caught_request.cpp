#include "emitter/scenario/expect/judging/caught_request.h"

#include "catcher/captures/views/capture_form.h"
#include "catcher/captures/views/capture_view.h"

#include <algorithm>

namespace hookline {
namespace {

bool is_named(const FormField& field, std::string_view name) {
  return field.name == name;
}

bool is_named(const Header& header, std::string_view name) {
  return equals_ignoring_case(header.name, name);
}

template <class Pairs>
std::optional<std::string_view> first_in(const Pairs& pairs, std::string_view name) {
  for (const auto& pair : pairs) {
    if (is_named(pair, name)) return pair.value;
  }
  return std::nullopt;
}

template <class Pairs>
bool all_meet(const FieldExpectation& expected, const Pairs& pairs) {
  bool found = false;
  for (const auto& pair : pairs) {
    if (!is_named(pair, expected.name)) continue;
    found = true;
    if (!expected.matcher.meets(pair.value)) return false;
  }
  return found || expected.matcher.meets(std::nullopt);
}

}  // namespace

bool CaughtRequest::meets(const FieldExpectation& expected) {
  switch (expected.part) {
    case RequestPart::kField:
      return all_meet(expected, form());
    case RequestPart::kHeader:
      return all_meet(expected, headers());
    case RequestPart::kMethod:
    case RequestPart::kTarget:
    case RequestPart::kBody:
      break;
  }
  return expected.matcher.meets(value_of(expected));
}

bool CaughtRequest::meets(const Expectation& expected) {
  return std::all_of(expected.fields.begin(), expected.fields.end(),
                     [this](const FieldExpectation& field) { return meets(field); });
}

std::optional<std::string_view> CaughtRequest::value_of(const FieldExpectation& expected) {
  switch (expected.part) {
    case RequestPart::kField:
      return first_in(form(), expected.name);
    case RequestPart::kHeader:
      return first_in(headers(), expected.name);
    case RequestPart::kMethod:
      return capture_.method;
    case RequestPart::kTarget:
      return capture_.target;
    case RequestPart::kBody:
      return body();
  }
  return std::nullopt;
}

std::optional<std::string_view> CaughtRequest::other_form_of(std::string_view field) {
  const std::string_view root = field.substr(0, field.find('['));
  for (const FormField& sent : form()) {
    const std::string_view name = sent.name;
    const bool is_within = name.starts_with(field) && name.substr(field.size()).starts_with('[');
    if (is_within || (name == root && root != field)) return name;
  }
  return std::nullopt;
}

const FormFields& CaughtRequest::form() {
  if (!form_) form_ = read_form(capture_).fields.value_or(FormFields());
  return *form_;
}

const Headers& CaughtRequest::headers() {
  if (!headers_) headers_ = headers_of(capture_);
  return *headers_;
}

const std::string& CaughtRequest::body() {
  if (!body_) body_ = body_of(capture_);
  return *body_;
}

}  // namespace hookline
