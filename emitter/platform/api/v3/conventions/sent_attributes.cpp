#include "emitter/platform/api/v3/conventions/sent_attributes.h"

#include "emitter/platform/api/v3/conventions/v3_error.h"

#include <charconv>
#include <cmath>
#include <utility>

namespace hookline {
namespace {

std::optional<std::string> scalar_text(const VendorJson& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean()) return value.get<bool>() ? "1" : "0";
  if (value.is_number()) return value.dump();
  return std::nullopt;
}

/// Of "156", "156.24" or "-3.5": what stands before the point.
std::optional<std::int64_t> sent_number(const std::string& text) {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc()) return std::nullopt;
  if (rest == end) return number;
  const std::string_view fraction(rest + 1, end);
  if (*rest != '.' || fraction.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  return number;
}

}  // namespace

VendorJson v3_body(const std::string& body) {
  try {
    VendorJson json = read_vendor_json(body);
    if (json.is_object()) return json;
  } catch (const std::invalid_argument&) {
    // answered below
  }
  throw V3Error(400, VendorJson::object());
}

SentAttributes SentAttributes::wrapped(std::string_view resource, const std::string& body) {
  VendorJson json = v3_body(body);
  const auto inner = json.find(std::string(resource));
  if (inner == json.end() || !inner->is_object()) return {resource, VendorJson::object()};
  return {resource, std::move(*inner)};
}

SentAttributes::SentAttributes(std::string_view resource, VendorJson attributes)
    : resource_(resource), attributes_(std::move(attributes)) {}

const VendorJson* SentAttributes::find(std::string_view name) const {
  const auto found = attributes_.find(std::string(name));
  return found == attributes_.end() || found->is_null() ? nullptr : &*found;
}

void SentAttributes::refuse(std::string_view name, std::string_view detail) const {
  throw attribute_invalid(resource_, name, detail);
}

void SentAttributes::refuse_missing(std::string_view name) const {
  throw attribute_missing(resource_, name);
}

std::optional<std::string> SentAttributes::text(std::string_view name) const {
  const VendorJson* value = find(name);
  if (value == nullptr) return std::nullopt;
  auto text = scalar_text(*value);
  if (!text) refuse(name, "It must be a text.");
  return text;
}

void SentAttributes::take_text(std::string_view name, std::string& into) const {
  if (auto text = this->text(name)) into = std::move(*text);
}

std::string SentAttributes::required_text(std::string_view name) const {
  const auto text = this->text(name);
  if (!text || text->empty()) refuse_missing(name);
  return *text;
}

std::optional<std::int64_t> SentAttributes::number(std::string_view name) const {
  const auto text = this->text(name);
  if (!text || text->empty()) return std::nullopt;
  const auto number = sent_number(*text);
  if (!number) refuse(name, "It must be a number.");
  return number;
}

std::int64_t SentAttributes::required_number(std::string_view name) const {
  const auto number = this->number(name);
  if (!number) refuse_missing(name);
  return *number;
}

std::optional<std::uint64_t> SentAttributes::id(std::string_view name) const {
  if (find(name) == nullptr) return std::nullopt;
  const std::int64_t id = number(name).value_or(0);
  if (id < 0) refuse(name, "It must be an id.");
  return static_cast<std::uint64_t>(id);
}

std::uint64_t SentAttributes::required_id(std::string_view name) const {
  const std::uint64_t id = this->id(name).value_or(0);
  if (id == 0) refuse_missing(name);
  return id;
}

std::optional<bool> SentAttributes::flag(std::string_view name) const {
  const auto text = this->text(name);
  if (!text || text->empty()) return std::nullopt;
  if (*text != "0" && *text != "1") refuse(name, "It must be 0 or 1.");
  return *text == "1";
}

std::vector<std::string> SentAttributes::texts(std::string_view name) const {
  std::vector<std::string> texts;
  const VendorJson* values = find(name);
  if (values == nullptr) return texts;
  if (!values->is_array()) refuse(name, "It must be an array.");
  for (const VendorJson& value : *values) {
    auto text = scalar_text(value);
    if (!text) refuse(name, "It must be an array of texts.");
    texts.push_back(std::move(*text));
  }
  return texts;
}

std::vector<SentAttributes> SentAttributes::objects(std::string_view name) const {
  std::vector<SentAttributes> objects;
  const VendorJson* values = find(name);
  if (values == nullptr) return objects;
  if (!values->is_array()) refuse(name, "It must be an array.");
  for (const VendorJson& value : *values) {
    if (!value.is_object()) refuse(name, "It must be an array of objects.");
    objects.emplace_back(name, value);
  }
  return objects;
}

}  // namespace hookline
