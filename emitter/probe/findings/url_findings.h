#pragma once

#include "catcher/base/http/url/url.h"
#include "emitter/probe/findings/finding.h"

#include <optional>
#include <string_view>
#include <vector>

namespace hookline {

struct JudgedUrl {
  std::optional<Url> url;  ///< none where nothing can be sent to it
  std::vector<Finding> findings;
};

/// "url", whether the platform takes it, and "port".
JudgedUrl judge_url(std::string_view text);

}  // namespace hookline
