#include "catcher/captures/filters/match_reader.h"

#include "catcher/base/json/json_reader.h"

#include <string>
#include <string_view>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kConditionsMax = 1000;

}  // namespace

CaptureFilter read_match(const JsonValue& value) {
  FormFields match;
  for (const auto& [name, text] : value.object().members()) {
    if (match.size() == kConditionsMax) {
      value.fail(fmt::format("{} conditions are the most", kConditionsMax));
    }
    const FormField field{std::string(name), text.text()};
    const std::string why = text.checked([&] { return why_not_in_match(field); });
    if (!why.empty()) text.fail(why);
    match.push_back(field);
  }
  return value.checked([&] { return CaptureFilter(match); });
}

}  // namespace hookline
