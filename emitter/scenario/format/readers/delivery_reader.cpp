#include "emitter/scenario/format/readers/delivery_reader.h"

#include "catcher/base/json/json_reader.h"
#include "emitter/delivery/promises/promise_settings.h"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace hookline {
namespace {

constexpr std::array<std::pair<std::string_view, std::string PromiseSettings::*>, 9> kSettings = {{
    {"preset", &PromiseSettings::preset},
    {"retry", &PromiseSettings::retry},
    {"backoff", &PromiseSettings::backoff},
    {"jitter", &PromiseSettings::jitter},
    {"seed", &PromiseSettings::seed},
    {"retry_after_max", &PromiseSettings::retry_after_max},
    {"retry_on", &PromiseSettings::retry_on},
    {"disable_after", &PromiseSettings::disable_after},
    {"attempt_header", &PromiseSettings::attempt_header},
}};

}  // namespace

ScenarioDelivery read_delivery(const JsonValue& value) {
  JsonObject object = value.object();
  PromiseSettings settings;
  std::map<std::string_view, JsonValue> values;
  for (const auto& [name, setting] : kSettings) {
    const auto found = object.find(name);
    if (!found) continue;
    values.emplace(name, *found);
    settings.*setting = found->text_or_number();
    if ((settings.*setting).empty()) found->fail("is empty");
  }
  ScenarioDelivery delivery;
  delivery.has_virtual_time = object.boolean_or("virtual_time", false);
  object.finish();
  const auto jitter = values.find("jitter");
  if (jitter != values.end() && !values.contains("seed")) {
    jitter->second.fail("needs a \"seed\" beside it, so that every run waits as long");
  }
  try {
    delivery.promise = promise_from(settings);
  } catch (const PromiseSettingError& error) {
    values.at(error.setting()).fail(error.what());
  }
  return delivery;
}

}  // namespace hookline
