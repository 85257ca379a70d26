#include "catcher/base/http/codings/base64.h"
#include "catcher/base/http/message/message_headers.h"
#include "catcher/base/json/json_writer.h"
#include "catcher/base/text/utf8.h"
#include "catcher/captures/exports/capture_export.h"
#include "catcher/captures/views/capture_view.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <stdexcept>
#include <string_view>

#include <fmt/format.h>

namespace hookline {
namespace {

/// A form of more fields is written as a body: nobody edits that many one by one.
constexpr std::size_t kFieldsMax = 500;
/// A longer body is written only where it is sent, and expected "as_sent": twice would double the
/// file.
constexpr std::size_t kBodyTwiceMax = 4096;
/// Comments about captures left out between two steps; the rest are counted.
constexpr std::size_t kCommentsMax = 100;

constexpr std::string_view kBegin =
    R"(// Requests that were caught, as a test. "emitter replay FILE" sends them again and checks that they
// arrive; with "--deliver-to URL" your own endpoint gets them, and its answers count. Host, framing
// and the headers of the connection are made anew for each.
{
  "name": "Requests that were caught",
  "account": {"webhooks": [{"name": "Caught", "url": "{catcher}", "events": "all"}]},
  "steps": [)";

std::string json_text(std::string_view text) {
  std::string json;
  append_json_string(json, text);
  return json;
}

/// A text, or {"base64": "…"} for bytes that aren't UTF-8.
void append_json_bytes(std::string& out, std::string_view bytes) {
  if (is_utf8(bytes)) {
    append_json_string(out, bytes);
    return;
  }
  out += R"({"base64": ")";
  append_base64(out, bytes);
  out += "\"}";
}

std::string json_bytes(std::string_view bytes) {
  std::string json;
  append_json_bytes(json, bytes);
  return json;
}

Headers headers_sent(const Capture& capture) {
  Headers headers = headers_of(capture);
  std::erase_if(headers, [](const Header& header) { return is_made_by_the_sender(header.name); });
  for (Header& header : headers) header.value = unfolded(header.value);
  return headers;
}

/// Empty where all of them can be.
std::string unsendable_header(const Headers& headers) {
  for (const Header& header : headers) {
    try {
      const HeaderField field(header.name, header.value);
    } catch (const std::invalid_argument& refused) {
      return refused.what();
    }
  }
  return {};
}

bool is_request_line(const Capture& capture) {
  if (!unsendable_header(Headers{Header{capture.method, ""}}).empty())
    return false;  // a token, too
  return !capture.target.empty() &&
         std::all_of(capture.target.begin(), capture.target.end(), [](char c) {
           const auto byte = static_cast<std::uint8_t>(c);
           return byte > 0x20 && byte != 0x7f;
         });
}

/// Why it can't be sent again as it came; empty where it can.
std::string left_out_because(const Capture& capture, const Headers& headers) {
  // Quoted as in JSON: a line break of the sender's would end the comment.
  if (!capture.refusal.empty()) return "it was refused: " + json_text(capture.refusal);
  if (capture.truncated) return "only the start of its body was kept";
  if (!capture.complete) return "it did not come whole";
  if (!is_request_line(capture)) return "its request line can't be sent";
  if (capture.method == "CONNECT") return "CONNECT asks for a tunnel";
  if (auto problem = unsendable_header(headers); !problem.empty()) return problem;
  return {};
}

/// The form's fields, where they are few and give the same bytes again; else none.
FormFields fields_standing_for(const Capture& capture, std::string_view body) {
  auto form = form_of(capture).value_or(FormFields());
  const bool is_short = !form.empty() && form.size() <= kFieldsMax;
  const auto is_text = [](const FormField& field) {
    return is_utf8(field.name) && is_utf8(field.value);
  };
  if (!is_short || !std::all_of(form.begin(), form.end(), is_text)) return {};
  return encode_form(form) == body ? form : FormFields();
}

bool has_names_of_their_own(const FormFields& fields) {
  std::set<std::string_view> names;
  return std::all_of(fields.begin(), fields.end(),
                     [&](const FormField& field) { return names.insert(field.name).second; });
}

/// `,\n  "key": [\n    ["name", value],…\n  ]`
template <class Pairs>
void add_pairs(std::string& out, std::string_view key, const Pairs& pairs) {
  if (pairs.empty()) return;
  out += fmt::format(",\n        \"{}\": [", key);
  for (const auto& pair : pairs) {
    if (out.back() == ']') out += ',';
    out += fmt::format("\n          [{}, {}]", json_text(pair.name), json_bytes(pair.value));
  }
  out += "\n        ]";
}

void add_body(std::string& out, std::string_view body) {
  out += ",\n        \"body\": ";
  append_json_bytes(out, body);
}

void add_expected_fields(std::string& out, const FormFields& fields) {
  out += ",\n        \"fields\": {";
  for (const FormField& field : fields) {
    if (out.back() != '{') out += ',';
    out += fmt::format("\n          {}: {}", json_text(field.name), json_text(field.value));
  }
  out += "\n        }";
}

void add_step(std::string& out, const Capture& capture, const Headers& headers) {
  std::string storage;
  const auto body = body_view(capture, storage);
  const auto fields = fields_standing_for(capture, body);
  const auto line = fmt::format("\n        \"method\": {},\n        \"target\": {}",
                                json_text(capture.method), json_bytes(capture.target));
  out += "    {\n      \"webhook\": \"Caught\",\n      \"request\": {" + line;
  add_pairs(out, "headers", headers);
  add_pairs(out, "form", fields);
  if (fields.empty() && !body.empty()) add_body(out, body);
  out += "\n      },\n      \"expect\": {" + line;
  if (body.size() > kBodyTwiceMax) {
    out += ",\n        \"body\": {\"as_sent\": true}";
  } else if (fields.empty() || !has_names_of_their_own(fields)) {
    add_body(out, body);
  } else {
    add_expected_fields(out, fields);
  }
  out += "\n      }\n    }";
}

}  // namespace

std::string ScenarioExport::begin() {
  return std::string(kBegin);
}

void ScenarioExport::append(std::string& out, const Capture& capture) {
  const Headers headers = headers_sent(capture);
  if (const auto why = left_out_because(capture, headers); !why.empty()) {
    if (++comment_count_ <= kCommentsMax) {
      comments_ += fmt::format("\n    // {} is left out: {}", capture.id, why);
    }
    return;
  }
  if (steps_++ > 0) out += ',';
  append_comments(out);
  out += fmt::format(
      "\n    // {}, caught at {}{}\n", capture.id, received_at(capture),
      trailers_of(capture).empty() ? "" : "; the trailers behind its body are left out");
  add_step(out, capture, headers);
}

/// Writes the comments that have gathered, and forgets them.
void ScenarioExport::append_comments(std::string& out) {
  out += comments_;
  if (comment_count_ > kCommentsMax) {
    out += fmt::format("\n    // {} more are left out, for such reasons",
                       comment_count_ - kCommentsMax);
  }
  comments_.clear();
  comment_count_ = 0;
}

std::string ScenarioExport::end() {
  std::string out;
  append_comments(out);
  return out + fmt::format(R"(
  ],
  "expect": [
    {{"webhook": "Caught", "count": {}}}
  ]
}}
)",
                           steps_);
}

}  // namespace hookline
