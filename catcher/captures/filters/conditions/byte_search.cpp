#include "catcher/captures/filters/conditions/byte_search.h"

#include "catcher/base/http/bodies/charset.h"
#include "catcher/base/http/bodies/media_type.h"
#include "catcher/base/http/codings/chunked_body.h"
#include "catcher/base/http/codings/content_coding.h"
#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/http/message/framing.h"
#include "catcher/base/text/ascii.h"
#include "catcher/base/text/utf8.h"
#include "catcher/captures/filters/text/shown_text.h"
#include "catcher/captures/views/capture_form.h"
#include "catcher/captures/views/capture_view.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace hookline {
namespace {

/// How much of a compressed body a search unpacks: it may meet many.
constexpr std::size_t kUnpackedBytesMax = std::size_t{1} << 20;

/// Whether `encoded` is `plain` as a form writes it. Nothing is decoded first: most differ in their
/// first bytes.
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

bool has_value(std::string_view encoded, const ValuePattern& wanted) {
  if (wanted.is_literal()) return reads_as(encoded, wanted.literal());
  if (wanted.is_anything()) return true;
  std::string text(encoded);
  std::replace(text.begin(), text.end(), '+', ' ');
  return wanted.matches(decode_percent(text));
}

bool has_field(std::string_view form, const WantedField& wanted) {
  while (!form.empty()) {
    const auto part = form.substr(0, form.find('&'));
    form.remove_prefix(std::min(part.size() + 1, form.size()));
    const auto equals = std::min(part.find('='), part.size());
    if (!part.empty() && reads_as(part.substr(0, equals), wanted.name) &&
        has_value(part.substr(std::min(equals + 1, part.size())), wanted.value)) {
      return true;
    }
  }
  return false;
}

/// The same by the reader that knows multipart, charsets and codings, at the cost of a copy.
bool has_field_once_read(const CaptureBytes& bytes, const WantedField& wanted) {
  Capture capture;
  capture.raw.reserve(bytes.head.size() + bytes.body.size());
  capture.raw.append(bytes.head).append(bytes.body);
  capture.head_bytes = bytes.head.size();
  const auto form = read_form(capture);
  return form.fields &&
         std::any_of(form.fields->begin(), form.fields->end(), [&](const FormField& field) {
           return field.name == wanted.name && wanted.value.matches(field.value);
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

/// The charset that head or body name; empty where it is UTF-8. In the body it may stand anywhere:
/// in a form's field, a part's header or an XML declaration.
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

/// Whether it starts as a chunked body does. Asked first, since most bodies don't, and reading
/// their heads would take longer.
bool looks_chunked(std::string_view body) {
  const auto size_end = body.find_first_not_of("0123456789abcdefABCDEF");
  return size_end != 0 && size_end < body.size() &&
         std::string_view("; \t\r\n").find(body[size_end]) != std::string_view::npos;
}

/// Whether the start holds what text doesn't. Asked before the head is read, as above.
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

/// The body put together, where it came in chunks; `storage` then holds it.
std::string_view assembled_body(const CaptureBytes& bytes, std::string& storage) {
  if (!looks_chunked(bytes.body) || !is_chunked(bytes.head)) return bytes.body;
  auto chunks = assemble_chunks(bytes.body);
  if (chunks.chunks == 0) return bytes.body;
  storage = std::move(chunks.data);
  return storage;
}

/// Unpacks a body that may be packed; none where it isn't.
std::optional<std::string> unpacked_start(std::string_view head, std::string_view body) {
  if (!looks_packed(body)) return std::nullopt;
  const auto codings = codings_in(head);
  if (codings.empty()) return std::nullopt;
  return decode_body(codings, body, kUnpackedBytesMax).data;
}

/// Calls `read` with the body as text in UTF-8.
template <typename Read>
auto read_text(const CaptureBytes& bytes, Read read) {
  std::string assembled;
  std::string_view body = assembled_body(bytes, assembled);
  const auto unpacked = unpacked_start(bytes.head, body);
  if (unpacked) body = *unpacked;
  const bool is_utf16 = body.substr(0, 4).find('\0') != std::string_view::npos ||
                        body.starts_with("\xff\xfe") || body.starts_with("\xfe\xff");
  if (!is_utf16 && is_utf8(body)) return read(body);
  const auto text = to_utf8(body, charset_hint(bytes.head, body));
  return read(text ? std::string_view(*text) : body);
}

}  // namespace

CaptureBytes bytes_of(const Capture& capture) {
  return {capture.target, head_of(capture), framed_body_of(capture)};
}

bool has_header(std::string_view head, const WantedField& wanted) {
  HeaderLines lines(split_head(head).header_lines);
  for (HeaderLine line; lines.next(line);) {
    if (equals_ignoring_case(line.name, wanted.name) && wanted.value.matches(line.value)) {
      return true;
    }
  }
  return false;
}

bool has_query_field(std::string_view target, const WantedField& wanted) {
  const auto mark = target.find('?');
  return mark != std::string_view::npos && has_field(target.substr(mark + 1), wanted);
}

bool has_form_field(const CaptureBytes& bytes, const WantedField& wanted) {
  const auto headers = body_headers(bytes.head);
  if (headers.plain_form && headers.as_it_is) {
    if (has_field(bytes.body, wanted)) return true;
    if (bytes.body.find("charset") == std::string_view::npos) return false;
  } else if (form_type_of(find_header_lines(bytes.head, "content-type")).kind ==
             FormType::Kind::kNone) {
    return false;
  }
  return has_field_once_read(bytes, wanted);
}

bool has_json_value(const CaptureBytes& bytes, const JsonSearch& search) {
  const bool is_plain = !looks_packed(bytes.body) && !looks_chunked(bytes.body);
  if (is_plain && search.is_surely_not_in(bytes.body)) return false;
  return read_text(bytes, [&](std::string_view text) { return search.is_in(text); });
}

std::vector<std::string> json_values(const CaptureBytes& bytes, const JsonSearch& search,
                                     std::size_t count_max, JsonSearch::Branches branches) {
  return read_text(
      bytes, [&](std::string_view text) { return search.values_in(text, count_max, branches); });
}

bool has_text(const CaptureBytes& bytes, const TextSearch& search) {
  if (is_shown_in(search, bytes.target, [] { return std::string(); }) ||
      search.is_in(split_head(bytes.head).header_lines)) {
    return true;
  }
  std::string assembled;
  const std::string_view body = assembled_body(bytes, assembled);
  if (is_in_body(search, bytes.head, body)) return true;
  const auto unpacked = unpacked_start(bytes.head, body);
  return unpacked && is_in_body(search, bytes.head, *unpacked);
}

}  // namespace hookline
