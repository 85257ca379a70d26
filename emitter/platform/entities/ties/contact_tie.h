#pragma once

#include <cstdint>
#include <string_view>

namespace hookline {

/// That a contact is on a list or has left it, has a tag, or has a value of a custom field: the API
/// has a row of each, with an id and dates of its own.
struct ContactTie {
  enum class Kind : std::uint8_t { kOnList, kLeftList, kTag, kField };

  std::uint64_t id = 0;  ///< never given again, also if the same is tied anew
  Kind kind = Kind::kOnList;
  std::uint64_t to = 0;        ///< the list's id, the field's, or tag_key() of the tag's name
  std::int64_t created_s = 0;  ///< seconds since 1970 UTC
  std::int64_t updated_s = 0;  ///< when it was last left, joined again or given another value
};

/// What stands for a tag's name in a ContactTie: the same in every run of the program.
constexpr std::uint64_t tag_key(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

}  // namespace hookline
