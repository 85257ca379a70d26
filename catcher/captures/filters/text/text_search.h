#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// Finds one text in many bytes as fast as memory delivers them. Made once per search; may be used
/// from several threads.
class TextSearch {
 public:
  /// Whether upper and lower case are the same: with kAny those of ASCII, Latin, Greek and Cyrillic
  /// letters are.
  enum class Case { kAny, kExact };

  /// Finds the text as it is and also as a form or a query would encode it, so that
  /// "jane@example.com" finds "jane%40example.com".
  explicit TextSearch(std::string_view text, Case letters = Case::kAny);
  /// An empty text is in everything.
  bool is_in(std::string_view bytes) const;
  /// Whether the text can't be in the bytes even with their escapes undone, provided that no ASCII
  /// letter or digit is written as an escape. Mostly so, and then nothing has to be undone.
  bool is_far_from(std::string_view bytes) const;

 private:
  /// A spelling of the text, in lower case. Its two rarest bytes are compared first.
  struct Needle {
    explicit Needle(std::string spelling, Case letters = Case::kAny);
    bool is_in(std::string_view bytes) const;
    bool stands_at(const char* bytes) const;

    std::string text;
    std::string exact;  ///< as it is written; empty where case doesn't matter
    std::size_t rarest = 0;
    std::size_t second = 0;
  };

  void add(std::string spelling);

  std::vector<Needle> needles_;
  /// In small letters, for a text with letters beyond ASCII: it is looked for once the bytes have
  /// been turned into small letters too.
  std::optional<Needle> small_;
  Needle core_;  ///< the longest run of ASCII letters and digits
  Case letters_;
};

}  // namespace hookline
