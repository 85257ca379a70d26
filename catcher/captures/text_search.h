#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// Finds one text in many bytes, ASCII case ignored, as fast as memory delivers them. Made once per
/// search; may be used from several threads.
class TextSearch {
 public:
  /// Finds the text as it is and also as a form or a query would encode it, so that
  /// "jane@example.com" finds "jane%40example.com".
  explicit TextSearch(std::string_view text);
  /// An empty text is in everything.
  bool is_in(std::string_view bytes) const;

 private:
  /// A spelling of the text, in lower case, with its two rarest bytes: those are compared first.
  struct Needle {
    explicit Needle(std::string spelling);
    bool is_in(std::string_view bytes) const;
    bool stands_at(const char* bytes) const;

    std::string text;
    std::size_t rarest = 0;
    std::size_t second = 0;
  };

  std::vector<Needle> needles_;
};

}  // namespace hookline
