#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace hookline {

/// What a JSON value is made of, in the order in which it stands: "{id:t,open:n,tags:[t],links:L}".
/// t text, n number, b true or false, - null; an array shows its first value; L is an object called
/// links, all of whose values are addresses that begin with `base`.
inline std::string shape_of(const nlohmann::ordered_json& value, const std::string& base,
                            const std::string& name = "") {
  if (value.is_string()) return "t";
  if (value.is_number()) return "n";
  if (value.is_boolean()) return "b";
  if (value.is_null()) return "-";
  if (value.is_array()) return "[" + (value.empty() ? "" : shape_of(value[0], base)) + "]";
  std::string shape;
  bool leads_back = name == "links" && !value.empty();
  for (const auto& [key, inner] : value.items()) {
    shape += (shape.empty() ? "" : ",") + key + ":" + shape_of(inner, base, key);
    leads_back = leads_back && inner.is_string() && inner.get<std::string>().starts_with(base);
  }
  return leads_back ? "L" : "{" + shape + "}";
}

}  // namespace hookline
