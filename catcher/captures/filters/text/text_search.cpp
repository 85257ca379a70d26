#include "catcher/captures/filters/text/text_search.h"

#include "catcher/base/http/bodies/form.h"
#include "catcher/base/text/ascii.h"
#include "catcher/base/text/utf8.h"
#include "catcher/captures/filters/text/letter_case.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace hookline {
namespace {

/// How often the byte stands in heads and forms: the higher, the more often.
int commonness(char c) {
  constexpr std::string_view kByCommonness = "etaoinsrldhcumpgf%5b=&-yw.v/0:12k34xjqz";
  const auto at = kByCommonness.find(c);
  return at == std::string_view::npos ? 0 : static_cast<int>(kByCommonness.size() - at);
}

/// The bit that turns an upper case letter into `c`, where c is a letter.
char case_bit(char c) {
  return is_letter(c) ? '\x20' : '\0';
}

bool is_word(char c) {
  return is_digit(c) || is_letter(c);
}

std::string longest_word(std::string_view text) {
  std::string_view longest;
  while (!text.empty()) {
    const auto* end = std::find_if_not(text.begin(), text.end(), is_word);
    const auto word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    if (word.size() > longest.size()) longest = word;
    text.remove_prefix(std::min(word.size() + 1, text.size()));
  }
  return std::string(longest);
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<std::uint8_t>(c) < 0x80; });
}

// GCC's and Clang's vector type, which becomes the vector instructions of whatever processor.
constexpr std::size_t kBlock = 16;
using Block = std::uint8_t __attribute__((vector_size(kBlock)));

Block load(const char* bytes) {
  Block block;
  std::memcpy(&block, bytes, kBlock);
  return block;
}

Block filled_with(char c) {
  return Block{} + static_cast<std::uint8_t>(c);
}

bool any(Block block) {
  std::array<std::uint64_t, 2> halves;
  std::memcpy(halves.data(), &block, kBlock);
  return (halves[0] | halves[1]) != 0;
}

}  // namespace

TextSearch::Needle::Needle(std::string spelling, Case letters)
    : text(lowered(spelling)), exact(letters == Case::kExact ? std::move(spelling) : "") {
  const auto rarer = [&](std::size_t a, std::size_t b) {
    return commonness(text[a]) < commonness(text[b]);
  };
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (rarer(i, rarest)) rarest = i;
  }
  second = rarest == 0 && text.size() > 1 ? 1 : 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i != rarest && rarer(i, second)) second = i;
  }
}

bool TextSearch::Needle::stands_at(const char* bytes) const {
  if (lower(bytes[rarest]) != text[rarest]) return false;
  if (!exact.empty()) return std::memcmp(bytes, exact.data(), exact.size()) == 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (lower(bytes[i]) != text[i]) return false;
  }
  return true;
}

bool TextSearch::Needle::is_in(std::string_view bytes) const {
  if (text.empty()) return true;
  if (bytes.size() < text.size()) return false;
  const char* at = bytes.data();
  const char* const end = at + (bytes.size() - text.size() + 1);
  const Block bit_a = filled_with(case_bit(text[rarest])), byte_a = filled_with(text[rarest]);
  const Block bit_b = filled_with(case_bit(text[second])), byte_b = filled_with(text[second]);
  const auto candidates = [&](const char* start) {
    const Block a = (load(start + rarest) | bit_a) == byte_a;
    const Block b = (load(start + second) | bit_b) == byte_b;
    return a & b;
  };
  const auto stands_within = [&](const char* start, std::size_t count) {
    for (const char* stop = start + count; start < stop; ++start) {
      if (stands_at(start)) return true;
    }
    return false;
  };
  constexpr std::size_t kStride = 4 * kBlock;  // one question per four blocks: mostly it is "no"
  for (; end - at >= static_cast<std::ptrdiff_t>(kStride); at += kStride) {
    const Block first = candidates(at) | candidates(at + kBlock);
    const Block last = candidates(at + 2 * kBlock) | candidates(at + 3 * kBlock);
    if (any(first | last) && stands_within(at, kStride)) return true;
  }
  for (; end - at >= static_cast<std::ptrdiff_t>(kBlock); at += kBlock) {
    if (any(candidates(at)) && stands_within(at, kBlock)) return true;
  }
  return stands_within(at, static_cast<std::size_t>(end - at));
}

TextSearch::TextSearch(std::string_view text, Case letters)
    : core_(longest_word(text)), letters_(letters) {
  add(std::string(text));
  std::string encoded;
  append_form_encoded(encoded, text);
  add(encoded);
  std::string in_path;  // as a path or a hand-made query has it: a space is %20 there
  for (const char c : encoded) {
    if (c == '+') {
      in_path += "%20";
    } else {
      in_path += c;
    }
  }
  add(in_path);
  if (letters == Case::kAny && !is_ascii(text)) {
    small_.emplace(all_with_case(text, LetterCase::kLower));
  }
}

void TextSearch::add(std::string spelling) {
  Needle needle(std::move(spelling), letters_);
  const bool known = std::any_of(needles_.begin(), needles_.end(), [&](const Needle& one) {
    return one.text == needle.text && one.exact == needle.exact;
  });
  if (!known) needles_.push_back(std::move(needle));
}

bool TextSearch::is_in(std::string_view bytes) const {
  const bool found = std::any_of(needles_.begin(), needles_.end(),
                                 [&](const Needle& needle) { return needle.is_in(bytes); });
  if (found || !small_ || is_ascii(bytes)) return found;
  return small_->is_in(all_with_case(bytes, LetterCase::kLower));
}

bool TextSearch::is_far_from(std::string_view bytes) const {
  return !core_.is_in(bytes);
}

}  // namespace hookline
