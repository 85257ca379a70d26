#include "catcher/captures/filters/values/json/json_rewriter.h"

#include "catcher/base/json/json_writer.h"

#include <utility>

namespace hookline {

void JsonRewriter::open(char bracket) {
  separate();
  text_ += bracket;
}

void JsonRewriter::close(char bracket) {
  text_ += bracket;
}

void JsonRewriter::key(std::string_view name) {
  string(name);
  text_ += ':';
}

void JsonRewriter::string(std::string_view value) {
  separate();
  append_json_string(text_, value);
}

void JsonRewriter::word(std::string_view written) {
  separate();
  text_ += written;
}

std::string JsonRewriter::take() {
  return std::exchange(text_, {});
}

void JsonRewriter::separate() {
  const bool is_first =
      text_.empty() || std::string_view("[{:").find(text_.back()) != std::string_view::npos;
  if (!is_first) text_ += ',';
}

}  // namespace hookline
