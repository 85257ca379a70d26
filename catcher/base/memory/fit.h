#pragma once

#include <string>

namespace hookline {

/// Lets go of the room that `bytes` has beyond its size, where that is worth a copy: who keeps it
/// counts its size alone.
inline void fit(std::string& bytes) {
  if (bytes.capacity() > bytes.size() + bytes.size() / 8 + 64) bytes.shrink_to_fit();
}

}  // namespace hookline
