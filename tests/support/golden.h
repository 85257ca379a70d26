#pragma once

#include <string>
#include <string_view>

namespace hookline {

/// The bytes of a file below tests/golden/. Fails the test, and gives nothing, where there is none.
std::string golden_text(std::string_view name);

/// Expects `actual` to equal that file below tests/golden/. With HOOKLINE_UPDATE_GOLDEN=1 in the
/// environment the file is written instead; its diff is then reviewed as code is.
void expect_golden(std::string_view name, std::string_view actual);

}  // namespace hookline
