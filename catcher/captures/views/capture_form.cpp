#include "catcher/captures/views/capture_form.h"

#include "catcher/base/http/bodies/charset.h"
#include "catcher/base/http/bodies/media_type.h"
#include "catcher/base/http/bodies/multipart.h"
#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/text/utf8.h"
#include "catcher/captures/views/capture_view.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kFormBytesMax = std::size_t{64} << 20;

/// Whether bytes that are said to be compressed look like a form after all: text with a "=".
bool looks_like_form(std::string_view bytes) {
  return bytes.find('=') != std::string_view::npos &&
         std::none_of(bytes.begin(), bytes.end(), [](char c) {
           const auto byte = static_cast<std::uint8_t>(c);
           return byte < 0x20 && c != '\t' && c != '\r' && c != '\n';
         });
}

bool is_all_utf8(const FormFields& fields) {
  return std::all_of(fields.begin(), fields.end(), [](const FormField& field) {
    return is_utf8(field.name) && is_utf8(field.value);
  });
}

/// Turns the text into UTF-8; false, and it stays as it is, where its bytes aren't of the charset.
bool convert(std::string& text, std::string_view charset) {
  auto read = to_utf8(text, charset);
  if (!read) return false;
  text = std::move(*read);
  return true;
}

/// Turns the fields into UTF-8, and notes what is odd about that. `says` is what names the charset.
void read_as(CaptureForm& form, std::string_view charset, std::string_view says) {
  if (charset.empty() || is_utf8_charset(charset)) {
    if (is_all_utf8(*form.fields)) return;
    form.notes.push_back(charset.empty()
                             ? "some of its fields are no UTF-8, and nothing names their charset"
                             : "some of its fields are no UTF-8, as which they are sent");
    return;
  }
  if (!is_known_charset(charset)) {
    form.notes.push_back(fmt::format(
        "its charset \"{}\", as {} says, isn't known here; its bytes are taken as they are",
        charset, says));
    return;
  }
  const FormFields as_sent = *form.fields;
  bool sound = true;
  for (FormField& field : *form.fields) {
    sound = convert(field.name, charset) && sound;
    sound = convert(field.value, charset) && sound;
  }
  if (!sound) {
    form.notes.push_back(
        fmt::format("some of its fields are no {}, as {} says; their bytes are taken as they are",
                    charset, says));
  } else if (as_sent != *form.fields) {
    form.notes.push_back(fmt::format("it is read as {}, as {} says", charset, says));
  }
}

std::string_view value_of(const FormFields& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const FormField& field) { return field.name == name; });
  return found == fields.end() ? std::string_view() : std::string_view(found->value);
}

void read_charset(CaptureForm& form, std::string_view announced) {
  if (!announced.empty()) return read_as(form, announced, "its Content-Type");
  const std::string named = charset_named_in(*form.fields);
  read_as(
      form, named,
      value_of(*form.fields, "_charset_").empty() ? "its field charset" : "its field _charset_");
}

void read_urlencoded(CaptureForm& form, std::string_view body, const MediaType& type) {
  const auto charset = type.param("charset");
  if (is_wide_charset(charset)) {
    if (const auto text = to_utf8(body, charset)) {
      form.fields = decode_form(*text);
      form.notes.push_back(fmt::format("it is read as {}, as its Content-Type says", charset));
      return;
    }
  }
  form.fields = decode_form(body);
  read_charset(form, charset);
}

void read_parts(CaptureForm& form, std::string_view body, const MediaType& type) {
  const auto multipart = read_multipart(body, type.param("boundary"));
  form.multipart = true;
  if (multipart.parts.empty() && !multipart.problem.empty()) {
    form.why_not = multipart.problem;
    return;
  }
  if (!multipart.problem.empty()) form.notes.push_back(multipart.problem);
  const auto nameless = std::count_if(multipart.parts.begin(), multipart.parts.end(),
                                      [](const FormPart& part) { return !part.named; });
  // One note for all of them: a body may have a hundred thousand.
  if (nameless == 1) form.notes.push_back("one of its parts has no name");
  if (nameless > 1) form.notes.push_back(fmt::format("{} of its parts have no name", nameless));
  form.fields.emplace();
  for (const FormPart& part : multipart.parts) {
    if (!part.named) continue;
    FormField field{part.name, part.is_file ? part.filename : std::string(part.bytes)};
    const auto own = read_media_type(part.content_type);
    const auto charset = own.param("charset");
    if (!part.is_file && !charset.empty()) convert(field.value, charset);
    form.fields->push_back(std::move(field));
  }
  read_charset(form, type.param("charset"));
}

/// Why nothing can be said of the body.
std::string why_unread(const Capture& capture, std::string_view body) {
  if (!body.empty()) return {};
  if (!capture.refusal.empty()) return "the request was refused before its body was read";
  if (!capture.complete) return "the sender went away before its body came";
  return {};
}

}  // namespace

std::string charset_named_in(const FormFields& fields) {
  const auto explicit_one = value_of(fields, "_charset_");
  if (!explicit_one.empty()) return std::string(explicit_one);
  // A field "charset" may mean anything; it is believed only where the bytes need a charset.
  const auto likely = value_of(fields, "charset");
  const bool counts = is_known_charset(likely) && !is_all_utf8(fields);
  return counts ? std::string(likely) : std::string();
}

DecodedBody unpacked_body(const Capture& capture, std::size_t bytes_max) {
  std::string storage;
  const auto body = body_view(capture, storage);
  return decode_body(codings_in(head_of(capture)), body, bytes_max);
}

CaptureForm read_form(const Capture& capture) {
  const auto head = head_of(capture);
  const FormType announced = form_type_of(find_header_lines(head, "content-type"));
  std::string storage;
  std::string_view body = body_view(capture, storage);
  CaptureForm form;
  form.why_not = why_unread(capture, body);
  if (form.why_not.empty() && body.empty() && !announced.why_not.empty()) {
    form.why_not = "it has no body";
  }
  if (form.why_not.empty()) form.why_not = announced.why_not;
  if (!form.why_not.empty()) return form;
  if (!announced.note.empty()) form.notes.push_back(announced.note);

  const auto codings = codings_in(head);
  const auto decoded = codings.empty() ? DecodedBody() : decode_body(codings, body, kFormBytesMax);
  if (!codings.empty()) {
    body = decoded.data;
    if (!decoded.problem.empty()) form.notes.push_back(decoded.problem);
    if (decoded.partial || (!decoded.problem.empty() && !looks_like_form(body))) {
      form.notes.clear();
      form.why_not = decoded.problem;
      return form;
    }
    if (decoded.behind > 0) {
      form.notes.push_back(
          fmt::format("{} bytes stand behind its compressed data", decoded.behind));
    }
  }
  if (announced.kind == FormType::Kind::kMultipart) {
    read_parts(form, body, announced.type);
  } else {
    read_urlencoded(form, body, announced.type);
  }
  return form;
}

}  // namespace hookline
