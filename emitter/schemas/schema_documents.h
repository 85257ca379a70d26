#pragma once

#include <span>
#include <string_view>

namespace hookline {

/// A JSON Schema (2020-12) that is shipped: the file of that name, embedded. Lives as long as the
/// program.
struct SchemaDocument {
  std::string_view name;     ///< as `emitter schema` takes it
  std::string_view subject;  ///< what it describes
  std::string_view text;
};

std::span<const SchemaDocument> schema_documents();

}  // namespace hookline
