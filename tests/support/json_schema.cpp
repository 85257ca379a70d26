#include "tests/support/json_schema.h"

#include <algorithm>
#include <regex>
#include <set>
#include <stdexcept>

namespace hookline {
namespace {

using Json = nlohmann::json;

const std::set<std::string> kAnnotations = {
    "$schema",           "$id",     "$defs",   "title",    "then",  "$ref", "description",
    "patternProperties", "default", "$anchor", "examples", "format"};
const std::set<std::string> kObjectKeywords = {
    "required",      "properties",    "additionalProperties", "propertyNames",
    "minProperties", "maxProperties", "dependentSchemas"};
const std::set<std::string> kArrayKeywords = {"items", "minItems", "maxItems", "uniqueItems",
                                              "prefixItems"};
const std::set<std::string> kCombinations = {"anyOf", "oneOf", "allOf", "not", "if"};

bool is_type(const std::string& type, const Json& value) {
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "array") return value.is_array();
  if (type == "object") return value.is_object();
  if (type == "null") return value.is_null();
  throw std::runtime_error("the schema names the type " + type);
}

bool is_one_type_of(const Json& types, const Json& value) {
  if (types.is_string()) return is_type(types, value);
  return std::any_of(types.begin(), types.end(),
                     [&](const Json& type) { return is_type(type, value); });
}

std::size_t characters_in(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

bool matches(const std::string& pattern, const std::string& text) {
  return std::regex_search(text, std::regex(pattern));
}

/// For keywords that look at the value alone.
bool holds(const std::string& keyword, const Json& rule, const Json& value) {
  if (keyword == "type") return is_one_type_of(rule, value);
  if (keyword == "const") return value == rule;
  if (keyword == "enum") return std::find(rule.begin(), rule.end(), value) != rule.end();
  if (keyword == "minimum") return !value.is_number() || value >= rule;
  if (keyword == "maximum") return !value.is_number() || value <= rule;
  if (keyword == "minLength") {
    return !value.is_string() || characters_in(value) >= rule.get<std::size_t>();
  }
  if (keyword == "pattern") return !value.is_string() || matches(rule, value);
  throw std::runtime_error("the schema uses the keyword " + keyword);
}

}  // namespace

std::string JsonSchema::check(const Json& schema, const Json& value, const std::string& at) const {
  if (schema.is_boolean()) return schema.get<bool>() ? "" : at + ": is not allowed";
  if (const auto ref = schema.find("$ref"); ref != schema.end()) {
    const Json& target = schema_.at(Json::json_pointer(ref->get<std::string>().substr(1)));
    if (auto problem = check(target, value, at); !problem.empty()) return problem;
  }
  for (const auto& [keyword, rule] : schema.items()) {
    if (kAnnotations.contains(keyword)) continue;
    if (auto problem = check_keyword(keyword, schema, value, at); !problem.empty()) return problem;
  }
  return "";
}

std::string JsonSchema::check_keyword(const std::string& keyword, const Json& schema,
                                      const Json& value, const std::string& at) const {
  if (kCombinations.contains(keyword)) return check_combination(keyword, schema, value, at);
  if (kObjectKeywords.contains(keyword)) {
    return value.is_object() ? check_object(keyword, schema, value, at) : "";
  }
  if (kArrayKeywords.contains(keyword)) {
    return value.is_array() ? check_array(keyword, schema, value, at) : "";
  }
  return holds(keyword, schema[keyword], value) ? "" : at + ": " + keyword;
}

std::string JsonSchema::check_combination(const std::string& keyword, const Json& schema,
                                          const Json& value, const std::string& at) const {
  const Json& rule = schema[keyword];
  if (keyword == "not") return is_valid(rule, value) ? at + ": not" : "";
  if (keyword == "if") {
    return is_valid(rule, value) && schema.contains("then") ? check(schema["then"], value, at) : "";
  }
  if (keyword == "allOf") {
    for (const Json& part : rule) {
      if (auto problem = check(part, value, at); !problem.empty()) return problem;
    }
    return "";
  }
  const auto valid = std::count_if(rule.begin(), rule.end(),
                                   [&](const Json& part) { return is_valid(part, value); });
  const bool good = keyword == "oneOf" ? valid == 1 : valid > 0;
  return good ? "" : at + ": " + keyword;
}

std::string JsonSchema::check_object(const std::string& keyword, const Json& schema,
                                     const Json& value, const std::string& at) const {
  const Json& rule = schema[keyword];
  if (keyword == "minProperties") return value.size() >= rule ? "" : at + ": " + keyword;
  if (keyword == "maxProperties") return value.size() <= rule ? "" : at + ": " + keyword;
  if (keyword == "required") {
    for (const Json& key : rule) {
      if (!value.contains(key.get<std::string>())) return at + ": lacks " + key.get<std::string>();
    }
    return "";
  }
  if (keyword == "dependentSchemas") {
    for (const auto& [key, dependent] : rule.items()) {
      if (!value.contains(key)) continue;
      if (auto problem = check(dependent, value, at); !problem.empty()) return problem;
    }
    return "";
  }
  const Json none = Json::object();
  const Json& declared = schema.contains("properties") ? schema["properties"] : none;
  for (const auto& [key, member] : value.items()) {
    const std::string place = at + "/" + key;
    std::string problem;
    if (keyword == "propertyNames") problem = check(rule, key, place);
    if (keyword == "properties" && rule.contains(key)) problem = check(rule[key], member, place);
    const bool more = keyword == "additionalProperties" && !declared.contains(key);
    if (more) problem = check(rule, member, place);
    if (!problem.empty()) return problem;
  }
  return "";
}

std::string JsonSchema::check_array(const std::string& keyword, const Json& schema,
                                    const Json& value, const std::string& at) const {
  const Json& rule = schema[keyword];
  if (keyword == "minItems") return value.size() >= rule ? "" : at + ": minItems";
  if (keyword == "maxItems") return value.size() <= rule ? "" : at + ": maxItems";
  if (keyword == "prefixItems") {
    for (std::size_t i = 0; i < std::min(rule.size(), value.size()); ++i) {
      auto problem = check(rule[i], value[i], at + "/" + std::to_string(i));
      if (!problem.empty()) return problem;
    }
    return "";
  }
  if (keyword == "uniqueItems") {
    const std::set<Json> unique(value.begin(), value.end());
    return unique.size() == value.size() ? "" : at + ": uniqueItems";
  }
  for (std::size_t i = 0; i < value.size(); ++i) {
    auto problem = check(rule, value[i], at + "/" + std::to_string(i));
    if (!problem.empty()) return problem;
  }
  return "";
}

}  // namespace hookline
