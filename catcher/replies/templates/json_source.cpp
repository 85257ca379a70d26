#include "catcher/replies/templates/json_source.h"

#include "catcher/base/json/parsing/json_places.h"
#include "catcher/base/text/utf8.h"

#include <algorithm>
#include <charconv>
#include <cstddef>

#include <nlohmann/json.hpp>

namespace hookline {
namespace {

constexpr std::string_view kValueEnds = ",]} \t\r\n";

/// Walks over a JSON text from value to value.
class JsonScan {
 public:
  explicit JsonScan(std::string_view text) : text_(text) {}

  /// Blanks, and the comments that some files have.
  void skip_blanks() { at_ = behind_json_blanks(text_, at_); }

  bool take(char wanted) {
    skip_blanks();
    if (!rest().starts_with(wanted)) return false;
    ++at_;
    return true;
  }

  bool is_at_end() const { return at_ == text_.size(); }

  /// The whole value, and stands behind it. None where it has no end.
  std::optional<std::string_view> value() {
    skip_blanks();
    const auto start = at_;
    const bool has_end = skip_value();
    return has_end ? std::optional(text_.substr(start, at_ - start)) : std::nullopt;
  }

  /// The name of a member, quoted or, as people write it, not.
  std::optional<std::string_view> name() {
    skip_blanks();
    if (rest().starts_with('"')) return value();
    const auto end = text_.find_first_of(": \t\r\n", at_);
    if (end == text_.npos) return std::nullopt;
    const auto name = text_.substr(at_, end - at_);
    at_ = end;
    return name;
  }

 private:
  std::string_view rest() const { return text_.substr(at_); }

  bool skip_value() {
    if (rest().starts_with('"')) return skip_text();
    if (!rest().starts_with('{') && !rest().starts_with('[')) {
      at_ = std::min(text_.find_first_of(kValueEnds, at_), text_.size());
      return at_ < text_.size();  // else it may have been longer
    }
    std::size_t depth = 0;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') {
        if (!skip_text()) return false;
        continue;
      }
      ++at_;
      if (c == '{' || c == '[') ++depth;
      if ((c == '}' || c == ']') && --depth == 0) return true;
    }
    return false;
  }

  bool skip_text() {
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\\') {
        ++at_;
      } else if (text_[at_] == '"') {
        ++at_;
        return true;
      }
    }
    at_ = text_.size();
    return false;
  }

  const std::string_view text_;
  std::size_t at_ = 0;
};

bool says(std::string_view key, std::string_view name) {
  if (key.find('\\') != key.npos) return json_text_in(key) == name;
  return key.starts_with('"') ? key.substr(1, key.size() - 2) == name : key == name;
}

/// Behind the "{".
std::optional<std::string_view> member_of(JsonScan& scan, const std::string& name) {
  std::optional<std::string_view> found;
  while (!scan.take('}')) {
    if (scan.take(',')) continue;
    const auto key = scan.name();
    if (!key || !scan.take(':')) break;
    const auto value = scan.value();
    if (!value) break;
    if (says(*key, name)) found = value;
  }
  return found;
}

/// Behind the "[".
std::optional<std::string_view> element_of(JsonScan& scan, std::string_view name) {
  std::size_t index = 0;
  const auto* end = name.data() + name.size();
  const auto read = std::from_chars(name.data(), end, index);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  for (std::size_t i = 0; !scan.take(']') && !scan.is_at_end(); ++i) {
    const auto value = scan.value();
    if (!value || i == index) return value;
    if (!scan.take(',') && value->empty()) return std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::string_view> child_of(std::string_view text, const std::string& name) {
  JsonScan scan(text);
  if (scan.take('{')) return member_of(scan, name);
  if (scan.take('[')) return element_of(scan, name);
  return std::nullopt;
}

/// RFC 6901: ~1 is a slash, ~0 a tilde.
std::string unescaped(std::string_view part) {
  std::string out;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const bool is_escape = part[i] == '~' && i + 1 < part.size();
    if (is_escape && (part[i + 1] == '0' || part[i + 1] == '1')) {
      out += part[++i] == '0' ? '~' : '/';
    } else {
      out += part[i];
    }
  }
  return out;
}

}  // namespace

std::vector<std::string> json_path(std::string_view text) {
  const bool is_pointer = text.starts_with('/');
  if (is_pointer) text.remove_prefix(1);
  const char separator = is_pointer ? '/' : '.';
  std::vector<std::string> path;
  for (;;) {
    const auto end = text.find(separator);
    const auto part = text.substr(0, end);
    path.push_back(is_pointer ? unescaped(part) : std::string(part));
    if (end == text.npos) return path;
    text.remove_prefix(end + 1);
  }
}

std::optional<std::string_view> json_source_at(std::string_view text,
                                               std::span<const std::string> path) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::optional<std::string_view> value = text;
  for (const std::string& name : path) {
    value = child_of(*value, name);
    if (!value || value->empty()) return std::nullopt;
  }
  return value;
}

std::string json_text_in(std::string_view source) {
  if (!source.starts_with('"')) return std::string(source);
  const auto text = nlohmann::json::parse(source, nullptr, false);
  // Bytes that are no UTF-8, or half a surrogate pair: as they stand between the quotes.
  if (!text.is_string()) return std::string(source.substr(1, source.size() - 2));
  return text.get<std::string>();
}

}  // namespace hookline
