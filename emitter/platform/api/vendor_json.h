#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace hookline {

/// What the vendor's calls are read into and written from: members keep their order.
using VendorJson = nlohmann::ordered_json;

/// As the vendor writes JSON: compact, `/` as `\/`, everything beyond ASCII as `\uXXXX`, no line
/// break at the end. Bytes that are no UTF-8 stand as U+FFFD.
std::string vendor_text(const VendorJson& json);

/// Reads a call's body. Throws std::invalid_argument for what is no JSON, or nested deeper than 512
/// levels, which the vendor's reader doesn't take either.
VendorJson read_vendor_json(const std::string& text);

}  // namespace hookline
