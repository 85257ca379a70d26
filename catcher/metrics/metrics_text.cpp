#include "catcher/metrics/metrics_text.h"

#include <fmt/format.h>

namespace hookline {
namespace {

void append_escaped(std::string& out, std::string_view value) {
  for (const char c : value) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || c == '"') out += '\\';
    out += c;
  }
}

}  // namespace

void MetricsText::begin(std::string_view name, std::string_view type, std::string_view help) {
  name_ = name;
  out_ += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n", name, help, type);
}

void MetricsText::sample(double value, Labels labels, std::string_view suffix) {
  append(fmt::format("{}", value), labels, suffix);
}

void MetricsText::append(std::string_view value, Labels labels, std::string_view suffix) {
  out_.append(name_).append(suffix);
  char before = '{';
  for (const auto& [name, text] : labels) {
    out_ += std::exchange(before, ',');
    out_.append(name).append("=\"");
    append_escaped(out_, text);
    out_ += '"';
  }
  if (before == ',') out_ += '}';
  out_.append(" ").append(value) += '\n';
}

}  // namespace hookline
