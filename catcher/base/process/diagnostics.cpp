#include "catcher/base/process/diagnostics.h"

#include "catcher/base/text/printable.h"

#include <ctime>
#include <memory>
#include <string_view>
#include <utility>

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace hookline {
namespace {

/// The message itself. What strangers wrote is in some: names of files, answers of apps.
class PrintableMessage : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm&,
              spdlog::memory_buf_t& line) override {
    const std::string shown = printable_line({message.payload.data(), message.payload.size()});
    line.append(shown.data(), shown.data() + shown.size());
  }
  std::unique_ptr<spdlog::custom_flag_formatter> clone() const override {
    return std::make_unique<PrintableMessage>();
  }
};

}  // namespace

void direct_diagnostics(const std::string& program, const std::string& level) {
  spdlog::set_default_logger(spdlog::stderr_logger_mt(program));
  auto formatter = std::make_unique<spdlog::pattern_formatter>();
  formatter->add_flag<PrintableMessage>('v').set_pattern("%n: %l: %v");
  spdlog::set_formatter(std::move(formatter));
  spdlog::set_level(spdlog::level::from_str(level));
}

void tell_detail(std::string_view sentence) {
  spdlog::debug("{}", sentence);
}

void tell(std::string_view sentence) {
  spdlog::info("{}", sentence);
}

void warn(std::string_view sentence) {
  spdlog::warn("{}", sentence);
}

void tell_error(std::string_view sentence, std::string_view cause) {
  spdlog::error("{}{}{}", sentence, cause.empty() ? "" : ": ", cause);
}

}  // namespace hookline
