#pragma once

#include <string>

namespace hookline {

/// From then on what a program says of itself goes to standard error, one line each, as "PROGRAM:
/// LEVEL: sentence", where `level` (debug, info, warn or error) asks for as much. Once, before any
/// thread starts. Only the library speaks to its logger, through these functions or by itself: that
/// library is compiled in two ways, which don't know of each other's loggers.
void direct_diagnostics(const std::string& program, const std::string& level);

void warn(const std::string& sentence);

}  // namespace hookline
