#include "catcher/captures/capture_matcher.h"

#include "catcher/captures/capture_view.h"
#include "catcher/http/chunked_body.h"
#include "catcher/http/content_coding.h"
#include "catcher/http/framing.h"
#include "catcher/http/header_lines.h"

#include <algorithm>
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

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char letter = static_cast<char>(c | 0x20);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

/// Whether `encoded` reads as `plain` in a form. Most differ in the first bytes, so nothing is
/// decoded that need not be.
bool reads_as(std::string_view encoded, std::string_view plain) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < encoded.size(); ++i, ++at) {
    char c = encoded[i] == '+' ? ' ' : encoded[i];
    if (c == '%' && i + 2 < encoded.size() && hex_digit(encoded[i + 1]) >= 0 &&
        hex_digit(encoded[i + 2]) >= 0) {
      c = static_cast<char>(hex_digit(encoded[i + 1]) * 16 + hex_digit(encoded[i + 2]));
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

/// Chunked and compressed forms are rare: they may cost a copy.
bool has_fields_once_decoded(std::string_view head, std::string_view body,
                             const FormFields& wanted) {
  Capture capture;
  capture.raw.reserve(head.size() + body.size());
  capture.raw.append(head).append(body);
  capture.head_bytes = head.size();
  const auto form = form_of(capture);
  return form && std::all_of(wanted.begin(), wanted.end(), [&](const FormField& field) {
           return std::find(form->begin(), form->end(), field) != form->end();
         });
}

/// What of the head says how to read the body.
struct BodyHeaders {
  bool form = false;
  bool as_it_is = true;  ///< neither chunked nor compressed
};

BodyHeaders body_headers(std::string_view head) {
  BodyHeaders found;
  bool typed = false;
  HeaderLines lines(split_head(head).header_lines);
  for (HeaderLine line; lines.next(line);) {
    const auto size = line.name.size();
    if (!typed && size == 12 && equals_ignoring_case(line.name, "content-type")) {
      typed = true;
      found.form = is_form_type(line.value);
    } else if ((size == 17 && equals_ignoring_case(line.name, "transfer-encoding")) ||
               (size == 16 && equals_ignoring_case(line.name, "content-encoding"))) {
      found.as_it_is = false;
    }
  }
  return found;
}

bool has_form(std::string_view head, std::string_view body, const FormFields& wanted) {
  const auto headers = body_headers(head);
  if (!headers.form) return false;
  return headers.as_it_is ? has_fields(body, wanted) : has_fields_once_decoded(head, body, wanted);
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

}  // namespace

CaptureMatcher::CaptureMatcher(CaptureFilter filter) : filter_(std::move(filter)) {
  if (filter_.text && !filter_.text->empty()) text_.emplace(*filter_.text);
}

bool CaptureMatcher::has_text(std::string_view target, std::string_view head,
                              std::string_view body) const {
  if (text_->is_in(target) || text_->is_in(split_head(head).header_lines)) return true;
  std::string assembled;
  if (looks_chunked(body) && is_chunked(head)) {
    auto chunks = assemble_chunks(body);
    if (chunks.chunks > 0) assembled = std::move(chunks.data), body = assembled;
  }
  if (text_->is_in(body)) return true;
  if (!looks_packed(body)) return false;
  const auto coding = find_header_line(head, "content-encoding");
  return coding && text_->is_in(decode_body(*coding, body, kUnpackedBytesMax).data);
}

bool CaptureMatcher::matches_bytes(std::string_view target, std::string_view head,
                                   std::string_view body) const {
  for (const FormField& header : filter_.header) {
    if (!has_header(head, header)) return false;
  }
  if (text_ && !has_text(target, head, body)) return false;
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
  if (filter_.path && !matches_path(*filter_.path, path_of(capture))) return false;
  return !reads_bytes() || matches_bytes(capture.target, head_of(capture), framed_body_of(capture));
}

bool matches_path(std::string_view wanted, std::string_view path) {
  if (!wanted.ends_with('*')) return path == wanted;
  wanted.remove_suffix(1);
  return path.starts_with(wanted);
}

}  // namespace hookline
