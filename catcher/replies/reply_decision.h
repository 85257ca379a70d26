#pragma once

#include "catcher/base/http/headers/header.h"
#include "catcher/wire/faults/reply_fault.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hookline {

/// What an answer's status may be: those before it are no answers yet.
inline constexpr int kReplyStatusMin = 200;
inline constexpr int kReplyStatusMax = 599;
constexpr bool is_reply_status(std::int64_t status) {
  return status >= kReplyStatusMin && status <= kReplyStatusMax;
}

/// What is to be answered. It is decided before the request is stored, so that the request's id
/// isn't known yet: where a template asks for it stands kIdHole, until put_id().
struct ReplyDecision {
  /// Where the id goes: `at` bytes into the body, or into the header of that index.
  struct IdPlace {
    std::optional<std::size_t> header;
    std::size_t at = 0;
  };
  static constexpr std::string_view kIdHole = "{{id}}";

  int status = 200;
  std::vector<HeaderField> headers;
  std::optional<std::string> body;  ///< none: the catcher's own, "caught N\n"
  std::int64_t delay_ms = 0;
  ReplyFault fault = ReplyFault::kNone;
  std::optional<std::size_t> rule;  ///< which rule decided, from 0; none: no rule did
  bool by_path = false;             ///< the path asked for it (path_reply.h)
  bool by_cors = false;             ///< a browser's question was answered (cors.h)
  std::vector<IdPlace> id_places;   ///< of one text in the text's order

  /// Whether anything asked for this answer; it is the catcher's own otherwise.
  bool is_asked_for() const { return rule.has_value() || by_path || by_cors; }
  /// Puts the id where it belongs. Once.
  void put_id(std::int64_t id);
};

}  // namespace hookline
