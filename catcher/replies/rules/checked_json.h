#pragma once

#include "catcher/replies/reply_rule.h"

#include <cstddef>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace hookline {

/// A JSON pointer and one more step down, as RFC 6901 writes it.
std::string below(const std::string& pointer, std::string_view key);
std::string below(const std::string& pointer, std::size_t index);

/// Parses JSON in which a person may have erred: comments are allowed; a key that stands twice in
/// an object (a parser would keep the last in silence), absurd nesting and objects of more than a
/// thousand keys are refused with their pointer, bad syntax with line and column. Keys keep their
/// order. Throws ReplyRulesError.
nlohmann::ordered_json parse_checked_json(std::string_view text);

/// The value as a message may quote it: short, whatever it is.
std::string quoted(const nlohmann::ordered_json& value);

}  // namespace hookline
