#include "catcher/captures/views/capture_view.h"

#include "catcher/base/http/bodies/media_type.h"
#include "catcher/base/http/codings/chunked_body.h"
#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/units/timestamp.h"
#include "catcher/captures/views/capture_form.h"

#include <algorithm>

namespace hookline {
namespace {

/// Where the path starts in a target: behind "http://HOST", where the target is a whole URL.
std::size_t path_start(std::string_view target) {
  if (target.starts_with('/')) return 0;
  const auto scheme_end = target.find("://");
  if (scheme_end == std::string_view::npos) return 0;
  const auto scheme = target.substr(0, scheme_end);
  if (!equals_ignoring_case(scheme, "http") && !equals_ignoring_case(scheme, "https")) return 0;
  return std::min(target.find_first_of("/?", scheme_end + 3), target.size());
}

}  // namespace

std::string_view head_of(const Capture& capture) {
  return std::string_view(capture.raw).substr(0, capture.head_bytes);
}

std::string_view framed_body_of(const Capture& capture) {
  return std::string_view(capture.raw).substr(std::min(capture.head_bytes, capture.raw.size()));
}

Framing framing_of(const Capture& capture) {
  return capture.framing ? *capture.framing : read_framing(head_of(capture)).kind;
}

Headers headers_of(const Capture& capture) {
  Headers headers;
  HeaderLines lines(split_head(head_of(capture)).header_lines);
  for (HeaderLine line; lines.next(line);) {
    headers.push_back({std::string(line.name), std::string(line.value)});
  }
  return headers;
}

std::string_view path_of(const Capture& capture) {
  const std::string_view target = capture.target;
  const auto start = path_start(target);
  const auto path = target.substr(start, target.find('?', start) - start);
  return path.empty() && start > 0 ? "/" : path;
}

FormFields query_of(const Capture& capture) {
  const std::string_view target = capture.target;
  const auto mark = target.find('?');
  return mark == std::string_view::npos ? FormFields() : decode_form(target.substr(mark + 1));
}

std::string_view body_view(const Capture& capture, std::string& storage) {
  const auto framed = framed_body_of(capture);
  if (framed.empty() || framing_of(capture) != Framing::kChunked) return framed;
  auto chunked = assemble_chunks(framed);
  // It was refused for faulty framing: the bytes as they came say the most about that.
  if (chunked.chunks == 0) return framed;
  storage = std::move(chunked.data);
  return storage;
}

std::string body_of(const Capture& capture) {
  std::string storage;
  const auto body = body_view(capture, storage);
  return body.data() == storage.data() ? std::move(storage) : std::string(body);
}

Headers trailers_of(const Capture& capture) {
  if (framing_of(capture) != Framing::kChunked) return {};
  return assemble_chunks(framed_body_of(capture)).trailers;
}

bool is_form_type(std::string_view content_type) {
  return form_type_of({content_type}).kind == FormType::Kind::kUrlencoded;
}

std::optional<FormFields> form_of(const Capture& capture) {
  auto form = read_form(capture);
  return form.multipart ? std::nullopt : std::move(form.fields);
}

std::string received_at(const Capture& capture) {
  return timestamp_text(capture.received_us);
}

}  // namespace hookline
