#include "emitter/platform/api/v1/frame/v1_output.h"

#include "catcher/base/text/ascii.h"
#include "catcher/base/text/markup/markup_escaped.h"
#include "catcher/base/text/utf8.h"

#include <charconv>

#include <fmt/format.h>

namespace hookline {
namespace {

/// Whether PHP makes a number of such a key: "7", but neither "07" nor "-0".
bool is_php_number(const std::string& key) {
  if (key.size() > 18 || (key.size() > 1 && key[0] == '0')) return false;
  return is_all_digits(key);
}

std::string php_text(const std::string& text) {
  return fmt::format("s:{}:\"{}\";", text.size(), text);
}

std::string php_array(const VendorJson& values) {
  std::string out = fmt::format("a:{}:{{", values.size());
  std::size_t at = 0;
  for (const auto& [key, value] : values.items()) {
    if (values.is_array()) {
      out += fmt::format("i:{};", at++);
    } else {
      out += is_php_number(key) ? fmt::format("i:{};", key) : php_text(key);
    }
    out += php_serialized(value);
  }
  return out + "}";
}

void append_xml_text(std::string& out, const std::string& text) {
  for (const char c : with_replacements(text)) {
    // XML 1.0 has no place for other control characters, not even escaped.
    if (static_cast<unsigned char>(c) < ' ' && c != '\t' && c != '\n' && c != '\r') continue;
    append_markup_text(out, c);
  }
}

/// "row" for a number; what no element can be called loses the characters that are in the way.
std::string element_name(const std::string& key) {
  if (is_php_number(key)) return "row";
  std::string name;
  for (const char c : key)
    name += is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '.' ? c : '_';
  if (name.empty() || !(is_letter(name[0]) || name[0] == '_')) name.insert(0, "_");
  return name;
}

void append_xml(std::string& out, const VendorJson& value) {
  if (value.is_structured()) {
    for (const auto& [key, inner] : value.items()) {
      const std::string name = value.is_array() ? "row" : element_name(key);
      out += "<" + name + ">";
      append_xml(out, inner);
      out += "</" + name + ">";
    }
  } else if (value.is_string()) {
    append_xml_text(out, value.get_ref<const std::string&>());
  } else if (value.is_boolean()) {
    out += value.get<bool>() ? "1" : "0";
  } else if (!value.is_null()) {
    out += value.dump();
  }
}

}  // namespace

V1Output v1_output_named(std::string_view name) {
  if (name == "json") return V1Output::kJson;
  return name == "serialize" ? V1Output::kSerialize : V1Output::kXml;
}

std::string_view name_of(V1Output output) {
  switch (output) {
    case V1Output::kJson:
      return "json";
    case V1Output::kSerialize:
      return "serialize";
    case V1Output::kXml:
      break;
  }
  return "xml";
}

std::string_view media_type_of(V1Output output) {
  switch (output) {
    case V1Output::kJson:
      return "application/json";
    case V1Output::kSerialize:
      return "text/plain";
    case V1Output::kXml:
      break;
  }
  return "text/xml; charset=utf-8";
}

std::string php_serialized(const VendorJson& value) {
  if (value.is_structured()) return php_array(value);
  if (value.is_string()) return php_text(value.get<std::string>());
  if (value.is_boolean()) return value.get<bool>() ? "b:1;" : "b:0;";
  if (value.is_number_integer()) return fmt::format("i:{};", value.dump());
  if (value.is_number()) return fmt::format("d:{};", value.dump());
  return "N;";
}

std::string vendor_xml(std::string_view root, const VendorJson& value) {
  const std::string name = element_name(std::string(root));
  std::string out = "<?xml version='1.0' encoding='utf-8'?>\n<" + name + ">";
  append_xml(out, value);
  return out + "</" + name + ">";
}

}  // namespace hookline
