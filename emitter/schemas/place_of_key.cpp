#include "emitter/schemas/place_of_key.h"

#include "emitter/schemas/schema_documents.h"

#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::ordered_json;
using Schemas = std::vector<const Json*>;

constexpr int kDepthMax = 20;

/// Looks around in the schema; each place in it has several schemas, since parts of it are chosen
/// between and referred to.
class SchemaWalk {
 public:
  explicit SchemaWalk(const Json& root) : root_(root) {}

  Schemas at(std::string_view pointer) const {
    Schemas schemas = alternatives(root_);
    while (!pointer.empty()) {
      pointer.remove_prefix(1);
      const std::string token(pointer.substr(0, pointer.find('/')));
      pointer.remove_prefix(token.size());
      schemas = below(schemas, token);
    }
    return schemas;
  }

  static bool knows(const Schemas& schemas, const std::string& key) {
    for (const Json* schema : schemas) {
      const auto properties = schema->find("properties");
      if (properties == schema->end()) continue;
      const auto property = properties->find(key);
      if (property != properties->end() && *property != false) return true;
    }
    return false;
  }

  /// The property of these whose object knows the key; empty: none.
  std::string child_that_knows(const Schemas& schemas, const std::string& key) const {
    for (const Json* schema : schemas) {
      const auto properties = schema->find("properties");
      if (properties == schema->end()) continue;
      for (const auto& [name, property] : properties->items()) {
        if (knows(alternatives(property), key)) return name;
      }
    }
    return "";
  }

 private:
  Schemas alternatives(const Json& schema) const {
    Schemas found;
    add(schema, found, 0);
    return found;
  }

  void add(const Json& schema, Schemas& found, int depth) const {
    if (!schema.is_object() || depth > kDepthMax) return;
    found.push_back(&schema);
    if (const auto reference = schema.find("$ref"); reference != schema.end()) {
      add(root_.at(Json::json_pointer(reference->get<std::string>().substr(1))), found, depth + 1);
    }
    for (const char* choice : {"anyOf", "oneOf", "allOf"}) {
      const auto parts = schema.find(choice);
      if (parts == schema.end()) continue;
      for (const Json& part : *parts) add(part, found, depth + 1);
    }
    if (const auto then = schema.find("then"); then != schema.end()) add(*then, found, depth + 1);
  }

  Schemas below(const Schemas& schemas, const std::string& token) const {
    Schemas found;
    for (const Json* schema : schemas) {
      const auto properties = schema->find("properties");
      if (properties != schema->end() && properties->contains(token)) {
        add(properties->at(token), found, 0);
      } else if (const auto items = schema->find("items"); items != schema->end()) {
        add(*items, found, 0);
      }
    }
    return found;
  }

  const Json& root_;
};

std::string_view scenario_schema() {
  for (const SchemaDocument& document : schema_documents()) {
    if (document.name == "scenario") return document.text;
  }
  return "{}";
}

}  // namespace

std::string place_of_key(std::string_view pointer, std::string_view key) {
  const Json root = Json::parse(scenario_schema());
  const SchemaWalk walk(root);
  const std::string name(key);
  const std::string child = walk.child_that_knows(walk.at(pointer), name);
  if (!child.empty()) return fmt::format("{}/{}", pointer, child);
  if (pointer.empty()) return "";
  const std::string_view above = pointer.substr(0, pointer.rfind('/'));
  return !above.empty() && SchemaWalk::knows(walk.at(above), name) ? std::string(above) : "";
}

}  // namespace hookline
