#include "emitter/report/html/html_exchange.h"

#include "catcher/base/text/markup/markup_escaped.h"
#include "emitter/scenario/play/results/shown_exchange.h"

#include <ostream>
#include <string>

#include <fmt/format.h>
#include <fmt/ostream.h>

namespace hookline {
namespace {

std::string answer_text(const ShownExchange& exchange) {
  if (exchange.status > 0) return fmt::format("answered {}", exchange.status);
  return exchange.problem.empty() ? "not answered" : exchange.problem;
}

void write_headers(const Headers& headers, std::ostream& out) {
  for (const Header& header : headers) {
    fmt::print(out, "{}: {}\n", markup_escaped(header.name), markup_escaped(header.value));
  }
}

void write_body(const ShownExchange& exchange, std::ostream& out) {
  if (!exchange.form.empty()) {
    fmt::print(out, "<dl>");
    for (const FormField& field : exchange.form) {
      fmt::print(out, "<dt>{}<dd>{}", markup_escaped(field.name), markup_escaped(field.value));
    }
    fmt::print(out, "</dl>\n");
  } else if (!exchange.body.empty()) {
    fmt::print(out, "<pre>{}{}</pre>\n", markup_escaped(exchange.body),
               exchange.body.size() < exchange.body_bytes ? "…" : "");
  }
  fmt::print(out, "<p class=\"faint\">body: {} bytes</p>\n", exchange.body_bytes);
}

}  // namespace

void write_html_exchange(const ShownExchange& exchange, std::ostream& out) {
  fmt::print(out, "<details><summary>capture {}: {} {}, {}</summary>\n<pre>", exchange.capture,
             markup_escaped(exchange.method), markup_escaped(exchange.target),
             markup_escaped(answer_text(exchange)));
  write_headers(exchange.headers, out);
  fmt::print(out, "</pre>\n");
  write_body(exchange, out);
  fmt::print(out, "<pre>{}\n", markup_escaped(answer_text(exchange)));
  write_headers(exchange.answer_headers, out);
  fmt::print(out, "</pre>\n</details>\n");
}

}  // namespace hookline
