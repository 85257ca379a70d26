#pragma once

#include <string>
#include <string_view>

namespace hookline {

class JsonValue;

// In what is read of an account, "{catcher}" may stand in URLs for the catching address.

/// Fails, at the value's place, where the platform would refuse the URL. "{catcher}" may stand in
/// it.
void check_webhook_url(const JsonValue& value);

/// `url` with every "{catcher}" replaced.
std::string with_catcher(std::string_view url, std::string_view catching_url);

}  // namespace hookline
