#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace hookline {

/// The part of JSON Schema (draft 2020-12) that scenario.schema.json, openapi.json and HAR's use,
/// for holding a schema and the program against each other. An unknown keyword is an error, so that
/// nothing is taken for checked that isn't.
class JsonSchema {
 public:
  explicit JsonSchema(nlohmann::json schema) : schema_(std::move(schema)) {}

  /// Empty where the value is valid; else the pointer of something that isn't, and the keyword.
  std::string problem_in(const nlohmann::json& value) const { return check(schema_, value, ""); }
  /// The same by a schema of its own, whose references lead into this one.
  std::string problem_in(const nlohmann::json& value, const nlohmann::json& schema) const {
    return check(schema, value, "");
  }

 private:
  std::string check(const nlohmann::json& schema, const nlohmann::json& value,
                    const std::string& at) const;
  std::string check_keyword(const std::string& keyword, const nlohmann::json& schema,
                            const nlohmann::json& value, const std::string& at) const;
  std::string check_object(const std::string& keyword, const nlohmann::json& schema,
                           const nlohmann::json& value, const std::string& at) const;
  std::string check_array(const std::string& keyword, const nlohmann::json& schema,
                          const nlohmann::json& value, const std::string& at) const;
  std::string check_combination(const std::string& keyword, const nlohmann::json& schema,
                                const nlohmann::json& value, const std::string& at) const;
  bool is_valid(const nlohmann::json& schema, const nlohmann::json& value) const {
    return check(schema, value, "").empty();
  }

  nlohmann::json schema_;
};

}  // namespace hookline
