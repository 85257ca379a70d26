#pragma once

#include <string>
#include <string_view>

namespace hookline {

/// From then on what a program says of itself goes to standard error, one line each, as "PROGRAM:
/// LEVEL: sentence", where `level` (debug, info, warn or error) asks for as much. Once, before any
/// thread starts.
void direct_diagnostics(const std::string& program, const std::string& level);

// The only way to the logger, whose headers take seconds to compile. What can't be written, for
// want of memory too, is dropped.
void tell_detail(std::string_view sentence);
void tell(std::string_view sentence);
void warn(std::string_view sentence);
/// What went wrong, and why: "SENTENCE: CAUSE".
void tell_error(std::string_view sentence, std::string_view cause = {});

}  // namespace hookline
