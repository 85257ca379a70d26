#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace hookline {

/// A payload field's name, a part or a pattern of one, as a template argument: "contact[id]",
/// "list[N][id]".
template <std::size_t kSize>
struct FieldName {
  char text[kSize]{};

  consteval FieldName(const char (&name)[kSize]) {
    for (std::size_t i = 0; i < kSize; ++i) text[i] = name[i];
  }
  constexpr std::string_view view() const { return {text, kSize - 1}; }
};

namespace field_name {

constexpr bool stands_for_itself(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
         c == '_' || c == '.';
}

consteval std::size_t encoded_size(std::string_view name) {
  std::size_t size = 0;
  for (const char c : name) size += stands_for_itself(c) ? 1 : 3;
  return size;
}

/// The name form-encoded, `before` in front and `after` behind it (each may be empty).
template <FieldName kName, FieldName kBefore, FieldName kAfter>
consteval auto encode() {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::array<char, kBefore.view().size() + encoded_size(kName.view()) + kAfter.view().size()> out{};
  std::size_t at = 0;
  for (const char c : kBefore.view()) out[at++] = c;
  for (const char c : kName.view()) {
    if (stands_for_itself(c)) {
      out[at++] = c;
      continue;
    }
    out[at++] = '%';
    out[at++] = kHex[static_cast<unsigned char>(c) >> 4];
    out[at++] = kHex[static_cast<unsigned char>(c) & 15];
  }
  for (const char c : kAfter.view()) out[at++] = c;
  return out;
}

template <FieldName kName, FieldName kBefore, FieldName kAfter>
inline constexpr auto kEncoded = encode<kName, kBefore, kAfter>();

template <FieldName kName, std::size_t kFrom, std::size_t kTo>
consteval auto part() {
  char text[kTo - kFrom + 1]{};
  for (std::size_t i = kFrom; i < kTo; ++i) text[i - kFrom] = kName.text[i];
  return FieldName(text);
}

/// Where the key begins and ends: behind "[" and at "]" of "[N]". Takes a copy, as UBSan's checks
/// keep GCC from searching a template argument while it compiles.
template <std::size_t kSize>
consteval std::pair<std::size_t, std::size_t> key_of(FieldName<kSize> pattern) {
  for (const std::string_view key : {"[N]", "[ID]", "[TAG]"}) {
    const auto at = pattern.view().find(key);
    if (at != std::string_view::npos) return {at + 1, at + key.size() - 1};
  }
  throw "a pattern has a place for a key";
}

}  // namespace field_name

/// The name as a body has it, encoded at compile time: "contact%5Bid%5D" between those two texts.
template <FieldName kName, FieldName kBefore = "", FieldName kAfter = "">
constexpr std::string_view encoded_name() {
  constexpr auto& kText = field_name::kEncoded<kName, kBefore, kAfter>;
  return {kText.data(), kText.size()};
}

/// A pattern taken apart at the place of its key: "list[" and "][id]".
template <FieldName kPattern>
struct KeyedName {
  static constexpr auto kKey = field_name::key_of(kPattern);
  static constexpr auto kBefore = field_name::part<kPattern, 0, kKey.first>();
  static constexpr auto kAfter = field_name::part<kPattern, kKey.second, kPattern.view().size()>();
};

}  // namespace hookline
