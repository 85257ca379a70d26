#include "catcher/base/http/bodies/charset.h"

#include "catcher/base/http/headers/header.h"
#include "catcher/base/text/utf8.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <initializer_list>

#include <iconv.h>

namespace hookline {
namespace {

constexpr std::size_t kNameMax = 40;

/// A name as it can be given to iconv, which takes options behind a slash; empty for what is none.
std::string plain_name(std::string_view charset) {
  constexpr std::string_view kAllowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:";
  if (charset.size() > kNameMax || charset.find_first_not_of(kAllowed) != std::string_view::npos) {
    return {};
  }
  return std::string(charset);
}

bool is_among(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view known) { return equals_ignoring_case(known, name); });
}

/// The name that libc knows it by (https://encoding.spec.whatwg.org/#names-and-labels).
std::string libc_name(std::string_view charset) {
  if (is_among(charset, {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii",
                         "windows-1252", "x-cp1252", "cp1252"})) {
    return "CP1252";
  }
  if (is_among(charset, {"shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"}))
    return "CP932";
  if (is_among(charset, {"gb2312", "gbk", "x-gbk"})) return "GB18030";
  if (is_among(charset, {"iso-8859-9", "latin5"})) return "CP1254";
  if (is_among(charset, {"euc-kr", "ks_c_5601-1987"})) return "CP949";
  return plain_name(charset);
}

class Converter {
 public:
  explicit Converter(const std::string& charset)
      : handle_(charset.empty() ? kNone : iconv_open("UTF-8", charset.c_str())) {}
  ~Converter() {
    if (handle_ != kNone) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  bool is_open() const { return handle_ != kNone; }

  /// Stops at what isn't of the charset, and takes what was read off `bytes`.
  std::string convert(std::string_view& bytes) {
    std::string out;
    std::array<char, 4096> block{};
    auto* in = const_cast<char*>(bytes.data());  // iconv() doesn't write there
    std::size_t left = bytes.size();
    std::size_t verdict = 0;
    do {
      char* end = block.data();
      std::size_t room = block.size();
      verdict = iconv(handle_, &in, &left, &end, &room);
      out.append(block.data(), end);
    } while (verdict == static_cast<std::size_t>(-1) && errno == E2BIG);
    bytes.remove_prefix(bytes.size() - left);
    return out;
  }

 private:
  static inline const iconv_t kNone = reinterpret_cast<iconv_t>(std::intptr_t{-1});
  const iconv_t handle_;
};

}  // namespace

std::optional<std::string> to_utf8(std::string_view bytes, std::string_view charset) {
  if (is_utf8_charset(charset)) {
    return is_utf8(bytes) ? std::optional(std::string(bytes)) : std::nullopt;
  }
  const auto name = libc_name(charset);
  Converter converter(name);
  if (!converter.is_open()) return std::nullopt;
  std::string out = converter.convert(bytes);
  while (!bytes.empty() && name == "CP1252") {
    // The five bytes that windows-1252 leaves open are control characters, as in ISO 8859-1.
    out += '\xc2';
    out += bytes.front();
    bytes.remove_prefix(1);
    out += converter.convert(bytes);
  }
  return bytes.empty() ? std::optional(std::move(out)) : std::nullopt;
}

bool is_known_charset(std::string_view charset) {
  return is_utf8_charset(charset) || Converter(libc_name(charset)).is_open();
}

bool is_utf8_charset(std::string_view charset) {
  return is_among(charset, {"utf-8", "utf8"});
}

bool is_wide_charset(std::string_view charset) {
  const auto prefix = charset.substr(0, 6);
  return is_among(prefix, {"utf-16", "utf-32", "ucs-2", "ucs-4"});
}

}  // namespace hookline
