#include "emitter/serving/public/public_page.h"

#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::string_view kStyle = R"css(:root {
  color-scheme: light dark;
  --text: #1d232b;
  --quiet: #56606c;
  --paper: #ffffff;
  --ground: #f3f4f6;
  --line: #c9ced6;
  --strong: #1f5fc4;
  --on-strong: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6e9ee;
    --quiet: #a3adba;
    --paper: #1b2028;
    --ground: #12161c;
    --line: #4a5462;
    --strong: #8ab4ff;
    --on-strong: #10151d;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0;
  padding: 1.5rem 1rem;
  background: var(--ground);
  color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
main {
  max-width: 36rem;
  margin: 0 auto;
  padding: 1.5rem;
  background: var(--paper);
  border: 1px solid var(--line);
  border-radius: 0.5rem;
}
h1 { margin: 0 0 1rem; font-size: 1.375rem; line-height: 1.3; }
h2 { margin: 1.5rem 0 0.5rem; font-size: 1.0625rem; }
p, fieldset { margin: 0 0 1rem; }
footer { margin-top: 1.5rem; border-top: 1px solid var(--line); padding-top: 1rem; }
footer, .quiet { color: var(--quiet); font-size: 0.9375rem; }
label { display: block; margin-bottom: 0.75rem; }
label > input:not([type="radio"]), textarea, select {
  display: block;
  width: 100%;
  margin-top: 0.25rem;
  padding: 0.5rem 0.625rem;
  border: 1px solid var(--line);
  border-radius: 0.25rem;
  background: var(--paper);
  color: inherit;
  font: inherit;
}
fieldset { border: 1px solid var(--line); border-radius: 0.25rem; }
form.inline { display: inline-block; margin: 0 0.5rem 0.5rem 0; }
button {
  padding: 0.5rem 1rem;
  border: 1px solid var(--strong);
  border-radius: 0.25rem;
  background: var(--strong);
  color: var(--on-strong);
  font: inherit;
  cursor: pointer;
}
a { color: var(--strong); }
:focus-visible { outline: 2px solid var(--strong); outline-offset: 2px; }
)css";

/// Only the page's own style, images and forms; only the platform's own page may frame it.
constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'self'";

}  // namespace

const char* const kPublicStylePath = "/public/page.css";

std::string_view public_style() {
  return kStyle;
}

Answer page_answer(int status, std::string_view title, const std::string& content) {
  const std::string named = markup_escaped(title);
  Answer answer;
  answer.status = status;
  answer.reason = std::string(reason_of(status));
  answer.headers = {{"Content-Type", "text/html; charset=utf-8"},
                    {"Content-Security-Policy", std::string(kPolicy)},
                    {"X-Frame-Options", "SAMEORIGIN"},
                    // The forms' Origin would be null without one.
                    {"Referrer-Policy", "same-origin"}};
  answer.body = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{0}</title>\n<link rel=\"stylesheet\" href=\"{1}\">\n</head>\n<body>\n<main>\n"
      "<h1>{0}</h1>\n{2}</main>\n</body>\n</html>\n",
      named, kPublicStylePath, content);
  return answer;
}

Answer sentence_page(int status, std::string_view title, std::string_view sentence) {
  return page_answer(status, title, paragraph(sentence));
}

std::string paragraph(std::string_view text) {
  return "<p>" + markup_escaped(text) + "</p>\n";
}

std::string input_field(std::string_view name, std::string_view label, std::string_view type,
                        std::string_view value, bool is_required) {
  return fmt::format("<label>{}<input name=\"{}\" type=\"{}\" value=\"{}\"{}></label>\n",
                     markup_escaped(label), markup_escaped(name), type, markup_escaped(value),
                     is_required ? " required" : "");
}

std::string form(std::string_view action, const std::string& fields, std::string_view button) {
  return fmt::format("<form method=\"post\" action=\"{}\">\n{}<button>{}</button>\n</form>\n",
                     markup_escaped(action), fields, markup_escaped(button));
}

}  // namespace hookline
