#include "emitter/platform/api/vendor_json.h"

#include <stdexcept>

namespace hookline {

std::string vendor_text(const VendorJson& json) {
  const std::string plain = json.dump(-1, ' ', true, VendorJson::error_handler_t::replace);
  std::string text;
  text.reserve(plain.size());
  for (const char c : plain) {
    if (c == '/') text += '\\';  // JSON has a slash only within texts
    text += c;
  }
  return text;
}

VendorJson read_vendor_json(const std::string& text) {
  constexpr int kDepthMax = 512;
  const auto refuse_depth = [](int depth, VendorJson::parse_event_t, VendorJson&) {
    if (depth > kDepthMax) throw std::invalid_argument("nested too deeply");
    return true;
  };
  try {
    return VendorJson::parse(text, refuse_depth);
  } catch (const VendorJson::exception& error) {
    throw std::invalid_argument(error.what());
  }
}

}  // namespace hookline
