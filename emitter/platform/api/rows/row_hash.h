#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hookline {

/// What the vendor shows as a thing's hash: so many hex digits (at most 32), always the same for
/// that kind and id, and not to be guessed from them.
std::string row_hash(std::string_view kind, std::uint64_t id, std::size_t digits);

}  // namespace hookline
