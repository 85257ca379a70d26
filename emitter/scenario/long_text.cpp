#include "emitter/scenario/long_text.h"

#include "emitter/scenario/json_reader.h"

#include <fmt/format.h>

namespace hookline {

std::string read_long_text(const JsonValue& value) {
  if (!value.is_object()) return value.text_or_number();
  JsonObject object = value.object();
  const std::string& part = object.require("repeat").name();
  const auto times = static_cast<std::size_t>(object.require("times").integer(0));
  object.finish();
  if (times > kLongTextBytesMax / part.size()) {
    value.fail(fmt::format("would be longer than {} MiB", kLongTextBytesMax >> 20));
  }
  std::string text;
  text.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

}  // namespace hookline
