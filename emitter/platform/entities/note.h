#pragma once

#include <cstdint>
#include <string>

namespace hookline {

enum class NoteOwner : std::uint8_t { kContact, kDeal };

struct Note {
  std::uint64_t id = 0;
  std::string text;
  NoteOwner of = NoteOwner::kContact;
  std::uint64_t owner = 0;     ///< a contact's id, or a deal's
  std::int64_t created_s = 0;  ///< seconds since 1970 UTC; 0: not known
  std::int64_t updated_s = 0;
};

}  // namespace hookline
