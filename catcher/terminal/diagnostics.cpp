#include "catcher/terminal/diagnostics.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace hookline {

void direct_diagnostics(const std::string& program, const std::string& level) {
  spdlog::set_default_logger(spdlog::stderr_logger_mt(program));
  spdlog::set_pattern("%n: %l: %v");
  spdlog::set_level(spdlog::level::from_str(level));
}

void warn(const std::string& sentence) {
  spdlog::warn("{}", sentence);
}

}  // namespace hookline
