#pragma once

#include <cstddef>
#include <string_view>

namespace hookline {

/// How much of an answer is half of it: the head and half the body, or half the head where there is
/// no body to cut.
std::size_t half_of(std::string_view answer);

}  // namespace hookline
