#pragma once

#include "catcher/base/json/parsing/json_places.h"
#include "catcher/base/json/parsing/json_reading.h"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// A value in a document, as the reader keeps it.
struct JsonNode {
  JsonKind kind = JsonKind::kNull;
  bool truth = false;
  // What JsonMistakes has found out, so that the rest can be read.
  mutable bool is_passed_over = false;  ///< as if it weren't there: its mistake is told
  mutable bool holds_mistakes = false;  ///< something in it is passed over
  std::uint32_t index = 0;              ///< in the parent
  JsonPlace place = {};
  const JsonNode* parent = nullptr;
  std::int64_t integer = 0;
  std::string key = {};   ///< in the parent, where that is an object
  std::string text = {};  ///< of a text; of a decimal as it is written
  std::vector<JsonNode*> children = {};
  mutable std::string meant_key = {};  ///< what its misspelled key is taken for
};

struct JsonTree {
  std::string file;
  JsonReading reading;
  bool has_lines = false;  ///< more than one
  std::deque<JsonNode> nodes = {};
};

/// The key, or the one that is meant by it.
inline const std::string& key_of(const JsonNode& node) {
  return node.meant_key.empty() ? node.key : node.meant_key;
}

/// As in RFC 6901; empty for the whole document.
std::string pointer_of(const JsonNode* node);

/// Throws JsonFailure "FILE:LINE:COLUMN: /pointer: sentence", in the words of
/// JsonValue::fail(). The meant key is JsonFailure's.
[[noreturn]] void refuse_at(const JsonTree& tree, const JsonNode* node, std::string_view sentence,
                            std::string meant_key = {});
/// Throws Failure with the file, and no place in it.
[[noreturn]] void refuse_document(const JsonTree& tree, std::string_view sentence);

/// For a text in a message: quoted, one line, not endless.
std::string in_quotes(std::string_view text);

}  // namespace hookline
