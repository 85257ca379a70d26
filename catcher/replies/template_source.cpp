#include "catcher/replies/template_source.h"

#include "catcher/captures/capture_form.h"
#include "catcher/captures/capture_view.h"
#include "catcher/http/header_lines.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kUnpackedBytesMax = std::size_t{8} << 20;
constexpr int kDepthMax =
    200;  ///< what is nested deeper can't be written back without a deep stack

/// Discarded where it is no JSON, or nested too deep.
Json json_in(std::string_view text) {
  struct TooDeep {};
  const auto shallow = [](int depth, Json::parse_event_t, const Json&) {
    if (depth > kDepthMax) throw TooDeep();
    return true;
  };
  try {
    return Json::parse(text, shallow, false);
  } catch (const TooDeep&) {
    return Json(Json::value_t::discarded);
  }
}

/// The member of that name, or the element of that number; null where there is none.
const Json* member_of(const Json& value, std::string_view name) {
  if (value.is_object()) {
    const auto found = value.find(name);
    return found == value.end() ? nullptr : &*found;
  }
  if (!value.is_array()) return nullptr;
  std::size_t index = 0;
  const auto* end = name.data() + name.size();
  const auto read = std::from_chars(name.data(), end, index);
  const bool is_index = read.ec == std::errc() && read.ptr == end && index < value.size();
  return is_index ? &value[index] : nullptr;
}

/// Down a path as in "items.0.id".
const Json* value_at(const Json& document, std::string_view path) {
  const Json* value = &document;
  while (value != nullptr && !path.empty()) {
    const auto name = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(name.size() + 1, path.size()));
    value = member_of(*value, name);
  }
  return value;
}

std::string source_of(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

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
  std::optional<Json> json = {};

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
  const Json* json_at(std::string_view path) {
    if (!json) json = json_in(body_text());
    return value_at(*json, path);
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
      const Json* value = derived_->json_at(name);
      if (value == nullptr || value->is_null()) return "";
      return value->is_string() ? value->get<std::string>() : source_of(*value);
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
  const Json* value = derived_->json_at(name);
  return value == nullptr ? "null" : source_of(*value);
}

}  // namespace hookline
