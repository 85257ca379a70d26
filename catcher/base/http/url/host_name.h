#pragma once

#include <string>
#include <string_view>

namespace hookline {

bool is_ascii(std::string_view text);

/// A host's name as it goes over the wire: umlauts and all other letters beyond ASCII become
/// punycode ("bücher.example" is "xn--bcher-kva.example"; IDNA 2008 with the mapping of UTS 46, as
/// browsers do). ASCII stays as it is. Throws std::invalid_argument with a sentence for what is no
/// UTF-8 or can't be a name, also for an address in other digits than ASCII's.
std::string ascii_host(std::string_view host);

}  // namespace hookline
