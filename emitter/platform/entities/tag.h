#pragma once

#include <cstdint>
#include <string>

namespace hookline {

/// A tag that contacts may have; they name it.
struct Tag {
  std::uint64_t id = 0;
  std::string name;
  std::string type = "contact";  ///< or "template"
  std::string description;
  std::int64_t created_s = 0;  ///< seconds since 1970 UTC; 0: not known
  std::int64_t updated_s = 0;
};

/// Its case counts.
inline const std::string& lookup_key(const Tag& tag) {
  return tag.name;
}

}  // namespace hookline
