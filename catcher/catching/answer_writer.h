#pragma once

#include "catcher/replies/rules/reply_rules.h"
#include "catcher/wire/http_server.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace hookline {

/// Writes the catching address's answers with cpp-httplib. Any thread.
///
/// Nearly every answer is the catcher's own, and those differ in their few bytes of body alone:
/// their heads are written once, at the start. Asking cpp-httplib for each costs a seventh of the
/// time that a request takes.
class AnswerWriter {
 public:
  AnswerWriter();

  /// What decides on an answer's form besides the decision itself.
  struct Form {
    std::string_view method;  ///< HEAD gets no body
    bool keep_alive = true;
  };
  /// The answer's bytes. `own_body` is what goes out where the decision has no body.
  std::string write(const ReplyDecision& decision, std::string_view own_body, Form form);

 private:
  static constexpr std::size_t kOwnBodyBytesMax = 32;
  /// By the size of the body.
  using Heads = std::array<std::string, kOwnBodyBytesMax + 1>;

  std::string written_by_httplib(const ReplyDecision& decision, std::string_view own_body,
                                 Form form);

  HttpServer server_;
  std::array<Heads, 2> own_heads_;  ///< of answers to no HEAD: the last, and to be kept alive
};

}  // namespace hookline
