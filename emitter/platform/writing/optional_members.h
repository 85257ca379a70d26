#pragma once

#include "catcher/base/json/json_writer.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hookline {

// Members that a reader takes to be missing where they are left out.

/// Not where it is empty.
inline void put_text(JsonObjectWriter& object, std::string_view name, const std::string& text) {
  if (!text.empty()) object.text(name, text);
}

/// Not where it is 0: none.
inline void put_id(JsonObjectWriter& object, std::string_view name, std::uint64_t id) {
  if (id != 0) object.number(name, id);
}

}  // namespace hookline
