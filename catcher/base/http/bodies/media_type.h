#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hookline {

/// A Content-Type, read: 'text/plain; charset="utf-8"'.
struct MediaType {
  std::string essence;  ///< in small letters: "text/plain"; empty where there is none
  /// In order; names in small letters, values without their quotes.
  std::vector<std::pair<std::string, std::string>> params;

  /// The first of that name; empty where there is none.
  std::string_view param(std::string_view name) const;
};

MediaType read_media_type(std::string_view header);

/// How a Content-Type announces a form. Every line of it counts, and every item of a list: senders
/// that announce a form twice mean a form.
struct FormType {
  enum class Kind { kNone, kUrlencoded, kMultipart };
  Kind kind = Kind::kNone;
  MediaType type = {};
  std::string note = {};     ///< what is odd about it, a clause; mostly empty
  std::string why_not = {};  ///< a clause where it is none
};

/// Of all Content-Type lines of a head.
FormType form_type_of(const std::vector<std::string_view>& lines);

}  // namespace hookline
