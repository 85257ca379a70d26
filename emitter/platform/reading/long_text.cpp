#include "emitter/platform/reading/long_text.h"

#include "catcher/base/http/codings/base64.h"
#include "catcher/base/json/json_reader.h"

#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

std::string read_base64(const JsonValue& value) {
  auto bytes = decode_base64(value.text());
  if (!bytes) value.fail("is no base64 (RFC 4648, padded, in one line)");
  return std::move(*bytes);
}

}  // namespace

std::string read_long_text(const JsonValue& value) {
  if (!value.is_object()) return value.text_or_number();
  JsonObject object = value.object();
  if (const auto base64 = object.find("base64")) {
    object.finish();
    return read_base64(*base64);
  }
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
