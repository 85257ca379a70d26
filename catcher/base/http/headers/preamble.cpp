#include "catcher/base/http/headers/preamble.h"

#include <algorithm>
#include <cstdint>

namespace hookline {
namespace {

using namespace std::string_view_literals;

/// Chosen by the protocol's authors so that no HTTP server takes it for a request.
constexpr std::string_view kProxyV2 = "\r\n\r\n\0\r\nQUIT\n"sv;
constexpr std::size_t kProxyV2HeadBytes = 16;

bool begins_alike(std::string_view raw, std::string_view known) {
  return raw.starts_with(known.substr(0, raw.size())) && !raw.empty();
}

Preamble proxy_v2(std::string_view raw) {
  using Kind = Preamble::Kind;
  if (raw.size() < kProxyV2HeadBytes) return {Kind::kProxyV2, raw.size(), false};
  const auto length = static_cast<std::size_t>(static_cast<std::uint8_t>(raw[14])) << 8 |
                      static_cast<std::uint8_t>(raw[15]);
  const std::size_t bytes = kProxyV2HeadBytes + length;
  return {Kind::kProxyV2, std::min(bytes, raw.size()), bytes <= raw.size()};
}

/// A method may be called PROXY too: only what the protocol puts behind the word tells.
Preamble proxy_v1(std::string_view raw) {
  for (const auto start : {"PROXY TCP4 "sv, "PROXY TCP6 "sv, "PROXY UNKNOWN"sv}) {
    if (raw.size() < start.size() && begins_alike(raw, start))
      return {Preamble::Kind::kNone, 0, false};
    if (!raw.starts_with(start)) continue;
    const auto end = raw.find('\n');
    const bool whole = end != std::string_view::npos;
    return {Preamble::Kind::kProxyV1, whole ? end + 1 : raw.size(), whole};
  }
  return {};
}

}  // namespace

Preamble preamble_of(std::string_view raw) {
  if (raw.empty()) return {};
  if (raw.front() == 'P') return proxy_v1(raw);
  if (raw.front() != '\r' && raw.front() != '\n') return {};
  if (raw.starts_with(kProxyV2)) return proxy_v2(raw);
  const auto blank = std::min(raw.find_first_not_of("\r\n"), raw.size());
  const bool may_be_proxy = raw.size() > blank && begins_alike(raw, kProxyV2);
  return {Preamble::Kind::kBlankLines, blank, blank < raw.size() && !may_be_proxy};
}

}  // namespace hookline
