#pragma once

#include <string>
#include <string_view>

namespace hookline {

/// One field of a payload, as people read about it.
struct PayloadField {
  std::string_view name;     ///< a pattern: "contact[fields][ID]", "list[N][id]"
  std::string_view example;  ///< a value
  std::string when;          ///< "always", or the condition
};

}  // namespace hookline
