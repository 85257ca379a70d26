#include "emitter/scenario/format/readers/delivery_reader.h"

#include "catcher/base/json/json_members.h"
#include "emitter/delivery/promises/promise_settings.h"

#include <string>

namespace hookline {
namespace {

/// What is written, and the promise that becomes of its settings.
struct DeliveryReading : PromiseSettings {
  bool has_virtual_time = false;
};

std::string read_setting(const JsonValue& value) {
  auto setting = value.text_or_number();
  if (setting.empty()) value.fail("is empty");
  return setting;
}

constexpr JsonMember<DeliveryReading> kDeliveryMembers[] = {
    {"preset", read_into<&PromiseSettings::preset, read_setting>},
    {"retry", read_into<&PromiseSettings::retry, read_setting>},
    {"backoff", read_into<&PromiseSettings::backoff, read_setting>},
    {"jitter", read_into<&PromiseSettings::jitter, read_setting>},
    {"seed", read_into<&PromiseSettings::seed, read_setting>},
    {"retry_after_max", read_into<&PromiseSettings::retry_after_max, read_setting>},
    {"retry_on", read_into<&PromiseSettings::retry_on, read_setting>},
    {"disable_after", read_into<&PromiseSettings::disable_after, read_setting>},
    {"attempt_header", read_into<&PromiseSettings::attempt_header, read_setting>},
    {"virtual_time", read_into<&DeliveryReading::has_virtual_time, &JsonValue::boolean>},
};

}  // namespace

ScenarioDelivery read_delivery(const JsonValue& value) {
  const auto read = read_new<DeliveryReading>(value, kDeliveryMembers);
  if (!read.jitter.empty() && read.seed.empty()) {
    value.nearest("jitter").fail("needs a \"seed\" beside it, so that every run waits as long");
  }
  try {
    return {promise_from(read), read.has_virtual_time};
  } catch (const PromiseSettingError& error) {
    value.nearest(error.setting()).fail(error.what());
  }
}

}  // namespace hookline
