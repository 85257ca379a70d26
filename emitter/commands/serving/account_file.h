#pragma once

#include "emitter/platform/running/platform.h"

#include <string>

namespace hookline {

/// The account of a file, with its webhooks: a scenario's, of which nothing else is looked at, or
/// what GET /hookline/account answers. `{catcher}` in URLs becomes `catching_url`. Throws
/// InvalidFile with all that is wrong.
NewAccount read_account_file(const std::string& file, const std::string& catching_url);

}  // namespace hookline
