#include "catcher/captures/filters/values/value_pattern.h"

#include "catcher/base/text/ascii.h"

#include <algorithm>
#include <utility>

namespace hookline {

ValuePattern::ValuePattern(std::string_view written, Case letters) : pieces_(1), letters_(letters) {
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] == '*') {
      pieces_.emplace_back();
      continue;
    }
    if (written.substr(i).starts_with("\\*")) ++i;
    pieces_.back() += letters == Case::kAny ? lower(written[i]) : written[i];
  }
}

bool ValuePattern::is_anything() const {
  return !is_literal() && std::all_of(pieces_.begin(), pieces_.end(),
                                      [](const auto& piece) { return piece.empty(); });
}

ValuePattern ValuePattern::with_pieces(std::vector<std::string> pieces) const {
  ValuePattern other = *this;
  other.pieces_ = std::move(pieces);
  return other;
}

bool ValuePattern::matches(std::string_view text) const {
  return letters_ == Case::kAny ? fits(lowered(text)) : fits(text);
}

bool ValuePattern::fits(std::string_view text) const {
  if (is_literal()) return text == literal();
  const std::string& first = pieces_.front();
  const std::string& last = pieces_.back();
  if (text.size() < first.size() + last.size() || !text.starts_with(first) ||
      !text.ends_with(last)) {
    return false;
  }
  text.remove_prefix(first.size());
  text.remove_suffix(last.size());
  for (std::size_t i = 1; i + 1 < pieces_.size(); ++i) {
    const auto at = text.find(pieces_[i]);
    if (at == std::string_view::npos) return false;
    text.remove_prefix(at + pieces_[i].size());
  }
  return true;
}

std::string with_literal_stars(std::string_view text) {
  std::string written;
  for (const char c : text) {
    if (c == '*') written += '\\';
    written += c;
  }
  return written;
}

}  // namespace hookline
