#pragma once

#include <string>
#include <string_view>

namespace hookline {

bool is_ascii(std::string_view text);

/// localhost, or a name below it: this machine by definition (RFC 6761). In lower case.
bool is_localhost(std::string_view host);

/// Whether a host in lower case ends in a number, which no name does (RFC 3696): one program or
/// another takes it for an address.
bool ends_in_a_number(std::string_view host);

/// A host's name as it goes over the wire: umlauts and all other letters beyond ASCII become
/// punycode ("bücher.example" is "xn--bcher-kva.example"; IDNA 2008 with the mapping of UTS 46, as
/// browsers do). ASCII stays as it is. Throws std::invalid_argument with a sentence for what is no
/// UTF-8 or can't be a name, also for an address in other digits than ASCII's.
std::string ascii_host(std::string_view host);

}  // namespace hookline
