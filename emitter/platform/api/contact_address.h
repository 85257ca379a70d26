#pragma once

#include <string_view>

namespace hookline {

/// Whether the vendor takes it for an e-mail address.
bool is_email(std::string_view text);

}  // namespace hookline
