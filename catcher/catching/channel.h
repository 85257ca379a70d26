#pragma once

#include <string>
#include <string_view>

namespace hookline {

/// The channel that a host (Authority::host) names: NAME of NAME.localhost or NAME.domain, lower
/// case; else empty.
std::string channel_of(std::string_view host, std::string_view domain);

}  // namespace hookline
