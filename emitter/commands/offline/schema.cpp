#include "emitter/commands/offline/schema.h"

#include "catcher/base/text/spelling.h"
#include "emitter/schemas/schema_documents.h"

#include <ostream>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ostream.h>

namespace hookline {
namespace {

void list_schemas(std::ostream& out) {
  for (const SchemaDocument& document : schema_documents()) {
    fmt::print(out, "{:<10} {}\n", document.name, document.subject);
  }
}

const SchemaDocument& schema_named(const std::string& name) {
  std::vector<std::string_view> names;
  for (const SchemaDocument& document : schema_documents()) {
    if (document.name == name) return document;
    names.push_back(document.name);
  }
  throw Failure(ExitCode::kUsage,
                fmt::format("\"{}\" is no schema; {}; `emitter schema` lists them", name,
                            suggestion(name, names)));
}

}  // namespace

ExitCode run_schema(std::span<const std::string> arguments, std::ostream& out) {
  CLI::App app("Prints a JSON Schema of what the emitter reads or writes.", "emitter schema");
  std::string name;
  app.add_option("NAME", name, "Which; without it they are listed");
  if (parse_arguments(app, arguments, out) == ArgumentsCall::kDone) return ExitCode::kOk;
  if (name.empty()) {
    list_schemas(out);
  } else {
    out << schema_named(name).text;
  }
  return ExitCode::kOk;
}

}  // namespace hookline
