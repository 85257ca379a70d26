#include "catcher/captures/filters/byte_search.h"

#include "catcher/base/http/bodies/charset.h"
#include "catcher/base/http/bodies/media_type.h"
#include "catcher/base/http/codings/chunked_body.h"
#include "catcher/base/http/codings/content_coding.h"
#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/http/message/framing.h"
#include "catcher/base/text/ascii.h"
#include "catcher/captures/filters/text/shown_text.h"
#include "catcher/captures/views/capture_form.h"
#include "catcher/captures/views/capture_view.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

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

/// The same by the reader that knows multipart, charsets and codings, at the cost of a copy.
bool has_field_once_read(const CaptureBytes& bytes, const FormField& wanted) {
  Capture capture;
  capture.raw.reserve(bytes.head.size() + bytes.body.size());
  capture.raw.append(bytes.head).append(bytes.body);
  capture.head_bytes = bytes.head.size();
  const auto form = read_form(capture);
  return form.fields &&
         std::find(form.fields->begin(), form.fields->end(), wanted) != form.fields->end();
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

}  // namespace

CaptureBytes bytes_of(const Capture& capture) {
  return {capture.target, head_of(capture), framed_body_of(capture)};
}

bool has_header(std::string_view head, const FormField& wanted) {
  HeaderLines lines(split_head(head).header_lines);
  for (HeaderLine line; lines.next(line);) {
    if (line.value == wanted.value && equals_ignoring_case(line.name, wanted.name)) return true;
  }
  return false;
}

bool has_form_field(const CaptureBytes& bytes, const FormField& wanted) {
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

bool has_text(const CaptureBytes& bytes, const TextSearch& search) {
  if (is_shown_in(search, bytes.target, [] { return std::string(); }) ||
      search.is_in(split_head(bytes.head).header_lines)) {
    return true;
  }
  std::string_view body = bytes.body;
  std::string assembled;
  if (looks_chunked(body) && is_chunked(bytes.head)) {
    auto chunks = assemble_chunks(body);
    if (chunks.chunks > 0) assembled = std::move(chunks.data), body = assembled;
  }
  if (is_in_body(search, bytes.head, body)) return true;
  if (!looks_packed(body)) return false;
  const auto codings = codings_in(bytes.head);
  return !codings.empty() &&
         is_in_body(search, bytes.head, decode_body(codings, body, kUnpackedBytesMax).data);
}

}  // namespace hookline
