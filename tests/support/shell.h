#pragma once

#include <string>

namespace hookline {

/// What sh writes to its standard output when it runs the script. Throws where it fails.
std::string output_of_sh(const std::string& script);

}  // namespace hookline
