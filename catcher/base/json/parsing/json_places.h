#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hookline {

enum class JsonBlanks { kAlone, kAndSeparators };

/// Of the first byte from `at` on that is no blank (nor comma or colon, with kAndSeparators) and
/// not in a comment; the text's size where there is none.
std::size_t behind_json_blanks(std::string_view text, std::size_t at,
                               JsonBlanks blanks = JsonBlanks::kAlone);

/// Line and column, both from 1; columns count characters, not bytes.
struct JsonPlace {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// Goes through a JSON text beside the parser, token by token, for the parser doesn't tell where in
/// the text its values stand.
class JsonPlaces {
 public:
  explicit JsonPlaces(std::string_view text);

  /// Where the next token starts: a brace, a bracket, a text, a number or a word. Goes behind it.
  JsonPlace next();
  /// Goes to that byte, which must not stand before what next() has passed.
  JsonPlace at(std::size_t offset);
  /// Of the byte where the next token starts; the text's size where there is none.
  std::size_t start_of_next() const;

 private:
  std::size_t end_of_token() const;

  const std::string_view text_;
  std::size_t at_ = 0;
  JsonPlace place_;
};

}  // namespace hookline
