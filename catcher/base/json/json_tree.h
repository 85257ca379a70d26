#pragma once

#include "catcher/base/json/json_reader.h"

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
  std::uint32_t index = 0;  ///< in the parent
  const JsonNode* parent = nullptr;
  std::int64_t integer = 0;
  std::string key;   ///< in the parent, where that is an object
  std::string text;  ///< of a text; of a decimal as it is written
  std::vector<JsonNode*> children;

  // What JsonMistakes has found out, so that the rest can be read.
  mutable bool is_passed_over = false;  ///< as if it weren't there: its mistake is told
  mutable bool holds_mistakes = false;  ///< something in it is passed over
  mutable std::string meant_key;        ///< what its misspelled key is taken for
};

struct JsonTree {
  std::string file;
  std::deque<JsonNode> nodes;
};

/// As in RFC 6901; empty for the whole document.
std::string pointer_of(const JsonNode* node);

/// Throws JsonFailure "FILE: /pointer: sentence".
[[noreturn]] void refuse_at(const JsonTree& tree, const JsonNode* node, std::string_view sentence);
/// Throws Failure "WHERE: sentence".
[[noreturn]] void refuse(std::string_view where, std::string_view sentence);

/// For a text in a message: quoted, one line, not endless.
std::string in_quotes(std::string_view text);

}  // namespace hookline
