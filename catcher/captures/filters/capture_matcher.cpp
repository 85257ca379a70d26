#include "catcher/captures/filters/capture_matcher.h"

#include "catcher/base/http/bodies/charset.h"
#include "catcher/base/http/bodies/media_type.h"
#include "catcher/base/http/codings/chunked_body.h"
#include "catcher/base/http/codings/content_coding.h"
#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/http/message/framing.h"
#include "catcher/base/text/ascii.h"
#include "catcher/captures/filters/shown_text.h"
#include "catcher/captures/views/capture_form.h"
#include "catcher/captures/views/capture_view.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace hookline {
namespace {

/// What a search unpacks of a compressed body: bounded, since a search asks many of them.
constexpr std::size_t kUnpackedBytesMax = std::size_t{1} << 20;

bool has_header(std::string_view head, const FormField& wanted) {
  HeaderLines lines(split_head(head).header_lines);
  for (HeaderLine line; lines.next(line);) {
    if (line.value == wanted.value && equals_ignoring_case(line.name, wanted.name)) return true;
  }
  return false;
}

/// Whether `encoded` reads as `plain` in a form. Most differ in the first bytes, so nothing is
/// decoded that need not be.
bool reads_as(std::string_view encoded, std::string_view plain) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < encoded.size(); ++i, ++at) {
    char c = encoded[i] == '+' ? ' ' : encoded[i];
    if (c == '%' && i + 2 < encoded.size() && hex_value(encoded[i + 1]) >= 0 &&
        hex_value(encoded[i + 2]) >= 0) {
      c = static_cast<char>(hex_value(encoded[i + 1]) * 16 + hex_value(encoded[i + 2]));
      i += 2;
    }
    if (at >= plain.size() || c != plain[at]) return false;
  }
  return at == plain.size();
}

bool has_field(std::string_view form, const FormField& wanted) {
  while (!form.empty()) {
    const auto part = form.substr(0, form.find('&'));
    form.remove_prefix(std::min(part.size() + 1, form.size()));
    const auto equals = std::min(part.find('='), part.size());
    if (!part.empty() && reads_as(part.substr(0, equals), wanted.name) &&
        reads_as(part.substr(std::min(equals + 1, part.size())), wanted.value)) {
      return true;
    }
  }
  return false;
}

bool has_fields(std::string_view form, const FormFields& wanted) {
  return std::all_of(wanted.begin(), wanted.end(),
                     [&](const FormField& field) { return has_field(form, field); });
}

/// What is not an urlencoded form of UTF-8 as it lies there may cost a copy.
bool has_fields_once_read(std::string_view head, std::string_view body, const FormFields& wanted) {
  Capture capture;
  capture.raw.reserve(head.size() + body.size());
  capture.raw.append(head).append(body);
  capture.head_bytes = head.size();
  const auto form = read_form(capture);
  return form.fields && std::all_of(wanted.begin(), wanted.end(), [&](const FormField& field) {
           return std::find(form.fields->begin(), form.fields->end(), field) != form.fields->end();
         });
}

/// What of the head says how to read the body.
struct BodyHeaders {
  bool typed = false;
  bool plain_form = false;  ///< urlencoded, said once and without a parameter
  bool as_it_is = true;     ///< neither chunked nor compressed
};

BodyHeaders body_headers(std::string_view head) {
  BodyHeaders found;
  HeaderLines lines(split_head(head).header_lines);
  for (HeaderLine line; lines.next(line);) {
    const auto size = line.name.size();
    if (size == 12 && equals_ignoring_case(line.name, "content-type")) {
      found.plain_form =
          !found.typed && equals_ignoring_case(line.value, "application/x-www-form-urlencoded");
      found.typed = true;
    } else if ((size == 17 && equals_ignoring_case(line.name, "transfer-encoding")) ||
               (size == 16 && equals_ignoring_case(line.name, "content-encoding"))) {
      found.as_it_is = false;
    }
  }
  return found;
}

bool has_form(std::string_view head, std::string_view body, const FormFields& wanted) {
  const auto headers = body_headers(head);
  if (headers.plain_form && headers.as_it_is) {
    if (has_fields(body, wanted)) return true;
    if (body.find("charset") == std::string_view::npos) return false;
  } else if (form_type_of(find_header_lines(head, "content-type")).kind == FormType::Kind::kNone) {
    return false;
  }
  return has_fields_once_read(head, body, wanted);
}

/// The charset that head or body name, where it isn't UTF-8; what it is said to be in the body is
/// taken from any place there, as of a form, a part or an XML declaration.
std::string charset_hint(std::string_view head, std::string_view body) {
  if (body.starts_with("\xff\xfe")) return "utf-16le";
  if (body.starts_with("\xfe\xff")) return "utf-16be";
  const auto type = find_header_line(head, "content-type").value_or("");
  std::string charset(read_media_type(type).param("charset"));
  constexpr std::size_t kLookedAt = std::size_t{64} << 10;
  constexpr std::array<std::string_view, 3> kNames{"_charset_=", "charset=", "encoding="};
  for (const std::string_view name : kNames) {
    const auto at = charset.empty() ? body.substr(0, kLookedAt).find(name) : std::string_view::npos;
    if (at == std::string_view::npos) continue;
    auto value = body.substr(at + name.size());
    value.remove_prefix(value.starts_with('"') || value.starts_with('\'') ? 1 : 0);
    charset = value.substr(0, std::min(value.find_first_of("\"'&;, \t\r\n?>"), value.size()));
  }
  return is_utf8_charset(charset) ? "" : charset;
}

/// Whether it starts as a chunked body does; most bodies don't, and cost no look at the head.
bool looks_chunked(std::string_view body) {
  const auto size_end = body.find_first_not_of("0123456789abcdefABCDEF");
  return size_end != 0 && size_end < body.size() &&
         std::string_view("; \t\r\n").find(body[size_end]) != std::string_view::npos;
}

/// Whether the start holds what text doesn't; most bodies are text, and cost no look at the head.
bool looks_packed(std::string_view body) {
  const auto start = body.substr(0, 8);
  return std::any_of(start.begin(), start.end(), [](char c) {
    const auto byte = static_cast<std::uint8_t>(c);
    return byte >= 0x7f || (byte < 0x20 && c != '\t' && c != '\r' && c != '\n');
  });
}

bool is_in_body(const TextSearch& search, std::string_view head, std::string_view body) {
  return is_shown_in(search, body, [&] { return charset_hint(head, body); });
}

bool has_text(const TextSearch& search, std::string_view target, std::string_view head,
              std::string_view body) {
  if (is_shown_in(search, target, [] { return std::string(); }) ||
      search.is_in(split_head(head).header_lines))
    return true;
  std::string assembled;
  if (looks_chunked(body) && is_chunked(head)) {
    auto chunks = assemble_chunks(body);
    if (chunks.chunks > 0) assembled = std::move(chunks.data), body = assembled;
  }
  if (is_in_body(search, head, body)) return true;
  if (!looks_packed(body)) return false;
  const auto codings = codings_in(head);
  return !codings.empty() &&
         is_in_body(search, head, decode_body(codings, body, kUnpackedBytesMax).data);
}

}  // namespace

CaptureMatcher::CaptureMatcher(CaptureFilter filter) : filter_(std::move(filter)) {
  if (filter_.path) path_.emplace(*filter_.path);
  if (filter_.text && !filter_.text->empty()) text_.emplace(*filter_.text);
  if (filter_.exact && !filter_.exact->empty()) {
    exact_.emplace(*filter_.exact, TextSearch::Case::kExact);
  }
}

bool CaptureMatcher::matches_bytes(std::string_view target, std::string_view head,
                                   std::string_view body) const {
  for (const FormField& header : filter_.header) {
    if (!has_header(head, header)) return false;
  }
  if (text_ && !has_text(*text_, target, head, body)) return false;
  if (exact_ && !has_text(*exact_, target, head, body)) return false;
  return filter_.form.empty() || has_form(head, body, filter_.form);
}

bool CaptureMatcher::matches(const Capture& capture) const {
  const auto& ids = filter_.ids;
  if (!ids.empty() && !std::binary_search(ids.begin(), ids.end(), capture.id)) return false;
  if (filter_.method && *filter_.method != capture.method) return false;
  if (filter_.channel && *filter_.channel != capture.channel) return false;
  if (filter_.status && *filter_.status != capture.reply.status) return false;
  if (filter_.since_us && capture.received_us < *filter_.since_us) return false;
  if (filter_.until_us && capture.received_us >= *filter_.until_us) return false;
  if (path_ && !path_->matches(path_of(capture))) return false;
  return !reads_bytes() || matches_bytes(capture.target, head_of(capture), framed_body_of(capture));
}

}  // namespace hookline
