#include "catcher/replies/templates/template_source.h"

#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/json/json_writer.h"
#include "catcher/base/text/utf8.h"
#include "catcher/captures/views/capture_form.h"
#include "catcher/captures/views/capture_view.h"
#include "catcher/replies/templates/json_source.h"

#include <algorithm>
#include <optional>

#include <nlohmann/json.hpp>

namespace hookline {
namespace {

constexpr std::size_t kUnpackedBytesMax = std::size_t{8} << 20;

std::string first_of(const FormFields& fields, const std::string& name) {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const FormField& field) { return field.name == name; });
  return found == fields.end() ? "" : found->value;
}

}  // namespace

struct TemplateSource::Derived {
  const Capture& capture;
  std::optional<FormFields> query = {};
  std::optional<FormFields> form = {};
  std::optional<std::string> body = {};

  const FormFields& query_fields() {
    if (!query) query = query_of(capture);
    return *query;
  }
  const FormFields& form_fields() {
    if (!form) form = read_form(capture).fields.value_or(FormFields());
    return *form;
  }
  const std::string& body_text() {
    if (!body) body = unpacked_body(capture, kUnpackedBytesMax).data;
    return *body;
  }
  std::optional<std::string_view> json_at(std::string_view path) {
    return json_source_at(body_text(), json_path(path));
  }
};

TemplateSource::TemplateSource(const Capture& capture)
    : derived_(std::make_unique<Derived>(Derived{capture})) {}

TemplateSource::~TemplateSource() = default;

std::string TemplateSource::text_of(Placeholder placeholder, const std::string& name) {
  const Capture& capture = derived_->capture;
  switch (placeholder) {
    case Placeholder::kId:
      return "";
    case Placeholder::kMethod:
      return capture.method;
    case Placeholder::kPath:
      return std::string(path_of(capture));
    case Placeholder::kTarget:
      return capture.target;
    case Placeholder::kQuery:
      return first_of(derived_->query_fields(), name);
    case Placeholder::kForm:
      return first_of(derived_->form_fields(), name);
    case Placeholder::kHeader:
      return std::string(find_header_line(head_of(capture), name).value_or(""));
    case Placeholder::kJson: {
      const auto value = derived_->json_at(name).value_or("null");
      return value == "null" ? std::string() : json_text_in(value);
    }
    case Placeholder::kBody:
      return derived_->body_text();
    case Placeholder::kReceivedAt:
      return received_at(capture);
    case Placeholder::kChannel:
      return capture.channel;
  }
  return "";
}

std::string TemplateSource::json_of(const std::string& name) {
  const auto value = derived_->json_at(name).value_or("null");
  if (nlohmann::json::accept(value)) return std::string(value);
  if (!value.starts_with('"')) return "null";
  // A text with bytes that are no UTF-8: what it says, with U+FFFD in their places.
  std::string text;
  append_json_string(text, with_replacements(json_text_in(value)));
  return text;
}

}  // namespace hookline
