#include "emitter/scenario/format/given_fields.h"

#include "catcher/base/http/bodies/form.h"

#include <algorithm>

namespace hookline {
namespace {

constexpr std::string_view kFormType = "application/x-www-form-urlencoded";
/// Larger forms may have any fields, rather than that an export of many megabytes is read twice.
constexpr std::size_t kLookedAtBytesMax = std::size_t{64} << 10;

bool is_form(const RequestStep& step) {
  const auto& headers = step.request->headers();
  return std::any_of(headers.begin(), headers.end(), [](const HeaderField& header) {
    return equals_ignoring_case(header.name(), "content-type") &&
           header.value().starts_with(kFormType);
  });
}

void add_fields_of(const RequestStep& step, GivenFields& given) {
  if (is_form(step) && step.body->size() <= kLookedAtBytesMax) {
    for (const FormField& field : decode_form(*step.body)) given.names.push_back(field.name);
  } else if (!step.body->empty()) {
    given.may_be_any = true;
  }
}

}  // namespace

GivenFields given_fields(std::span<const Step> steps, std::string_view receiver) {
  GivenFields given;
  for (const Step& step : steps) {
    if (const OperationStep* does = step.operation())
      for (const FormField& field : does->set) given.names.push_back(field.name);
    const RequestStep* sends = step.request();
    if (sends && sends->webhook == receiver) add_fields_of(*sends, given);
  }
  return given;
}

}  // namespace hookline
