#pragma once

#include <string>
#include <string_view>

namespace hookline {

/// Where in a scenario a key is known that was found in the object at `pointer`, which doesn't have
/// it: the pointer of an object one level below or above. "/account/profile" for "currency" in
/// "/account"; empty where there is none. From the shipped schema.
std::string place_of_key(std::string_view pointer, std::string_view key);

}  // namespace hookline
