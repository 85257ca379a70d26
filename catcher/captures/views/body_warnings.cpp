#include "catcher/captures/views/body_warnings.h"

#include "catcher/base/http/bodies/charset.h"
#include "catcher/base/http/bodies/media_type.h"
#include "catcher/base/http/headers/header_lines.h"
#include "catcher/captures/views/capture_view.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::json;

/// Keeps nothing of what it reads, only where the text stopped being JSON.
struct JsonReader final : Json::json_sax_t {
  std::size_t stopped_at = 0;  ///< how many bytes had been read, the offending one included

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t at, const std::string&,
                   const nlohmann::detail::exception&) override {
    stopped_at = at;
    return false;
  }
};

/// The charset that is announced, or that a byte order mark tells; UTF-8 where none is.
std::string_view charset_of(std::string_view announced, std::string_view text) {
  if (text.starts_with("\xff\xfe")) return "utf-16";
  if (text.starts_with("\xfe\xff")) return "utf-16";
  return announced.empty() ? "utf-8" : announced;
}

bool is_json_type(std::string_view essence) {
  return essence.ends_with("/json") || essence.ends_with("+json");
}

}  // namespace

std::string why_no_json(std::string_view text) {
  JsonReader reader;
  if (Json::sax_parse(text, &reader)) return {};
  const auto read = text.substr(0, reader.stopped_at == 0 ? 0 : reader.stopped_at - 1);
  const auto line = std::count(read.begin(), read.end(), '\n') + 1;
  const auto line_start = read.rfind('\n') == std::string_view::npos ? 0 : read.rfind('\n') + 1;
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return "it is empty";
  if (reader.stopped_at > text.size()) return "it ends too soon";
  return fmt::format("it breaks at line {}, column {}", line, read.size() - line_start + 1);
}

std::vector<std::string> body_warnings(const Capture& capture, const CaptureForm& form,
                                       std::optional<std::string_view> text) {
  std::vector<std::string> warnings;
  for (const std::string& note : form.notes) {
    warnings.push_back(fmt::format("the body is {} form: {}", form.fields ? "a" : "no", note));
  }
  const auto head = head_of(capture);
  const auto type = read_media_type(find_header_line(head, "content-type").value_or(""));
  const bool whole = text && capture.complete && !capture.truncated && capture.refusal.empty();
  if (!whole || !is_json_type(type.essence)) return warnings;
  const bool due = capture.method == "POST" || capture.method == "PUT" || capture.method == "PATCH";
  if (text->empty() && !due) return warnings;
  const auto charset = charset_of(type.param("charset"), *text);
  const auto read = to_utf8(*text, charset);
  const auto why = read ? why_no_json(*read) : fmt::format("its bytes are no {}", charset);
  if (!why.empty()) {
    warnings.push_back(
        fmt::format("the body is no JSON, as which it is sent ({}): {}", type.essence, why));
  }
  return warnings;
}

}  // namespace hookline
