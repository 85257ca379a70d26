#pragma once

#include "emitter/platform/api/vendor_json.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hookline {

/// How an answer of REST v1 is written: parameter api_output.
enum class V1Output : std::uint8_t { kXml, kJson, kSerialize };

/// XML for whatever it doesn't know.
V1Output v1_output_named(std::string_view name);
/// "json"
std::string_view name_of(V1Output output);
/// "application/json"
std::string_view media_type_of(V1Output output);

/// An object or array as PHP's serialize() writes it. Keys that are whole numbers become numbers.
std::string php_serialized(const VendorJson& value);

/// With the declaration. Members of objects are elements; those whose names are numbers, and the
/// values of arrays, are called "row".
std::string vendor_xml(std::string_view root, const VendorJson& value);

}  // namespace hookline
