#include "catcher/base/text/markup/markup_escaped.h"

namespace hookline {

void append_markup_text(std::string& out, char c) {
  switch (c) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    default:
      out += c;
  }
}

std::string markup_escaped(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '"') {
      out += "&quot;";
    } else if (c == '\'') {
      out += "&#39;";
    } else {
      append_markup_text(out, c);
    }
  }
  return out;
}

}  // namespace hookline
