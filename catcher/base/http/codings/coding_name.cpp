#include "catcher/base/http/codings/coding_name.h"

#include "catcher/base/http/bodies/charset.h"
#include "catcher/base/http/headers/header.h"
#include "catcher/base/text/ascii.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace hookline {
std::optional<Coding> coding_named(std::string_view name) {
  if (equals_ignoring_case(name, "gzip") || equals_ignoring_case(name, "x-gzip")) {
    return Coding::kGzip;
  }
  if (equals_ignoring_case(name, "deflate")) return Coding::kDeflate;
  if (equals_ignoring_case(name, "br")) return Coding::kBrotli;
  if (equals_ignoring_case(name, "zstd")) return Coding::kZstd;
  if (name.empty() || equals_ignoring_case(name, "identity")) return Coding::kIdentity;
  return std::nullopt;
}

std::vector<std::string_view> coding_names_in(std::string_view list) {
  std::vector<std::string_view> names;
  while (!list.empty()) {
    const auto comma = list.find(',');
    // A coding has no parameters; who gives it some, as in "gzip;q=1", means the coding.
    const auto item = list.substr(0, comma);
    const auto name = trimmed(item.substr(0, item.find(';')), kWhitespace);
    if (coding_named(name) != Coding::kIdentity) names.push_back(name);
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  }
  return names;
}

std::string why_unknown(std::string_view name) {
  constexpr std::size_t kShownMax = 60;
  name = name.substr(0, kShownMax);
  constexpr std::array<std::string_view, 5> kTransferEncodings{"7bit", "8bit", "binary", "base64",
                                                               "quoted-printable"};
  const auto named = [&](std::string_view known) { return equals_ignoring_case(name, known); };
  if (named("compress") || named("x-compress")) {
    return fmt::format("{} (LZW) can't be unpacked here", name);
  }
  if (std::any_of(kTransferEncodings.begin(), kTransferEncodings.end(), named)) {
    return fmt::format("{} is no coding of HTTP but one of mail (Content-Transfer-Encoding)", name);
  }
  if (named("none")) return "none is no coding; a body that isn't packed needs no Content-Encoding";
  if (is_known_charset(name)) {
    return fmt::format("{} is no coding but a charset, which belongs in Content-Type", name);
  }
  return fmt::format("{} is no coding that is known here", name);
}

}  // namespace hookline
