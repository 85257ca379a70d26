#pragma once

#include <string>
#include <string_view>

namespace hookline {

/// The host that a delivery to this URL counts for, "http://host:port". Empty where the URL can't
/// be read: it is refused by whoever is to send it.
std::string queued_host(std::string_view url);

}  // namespace hookline
