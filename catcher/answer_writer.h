#pragma once

#include "catcher/replies/reply_rules.h"
#include "catcher/wire/http_server.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hookline {

/// Writes the catching address's answers with cpp-httplib. Any thread.
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
  HttpServer server_;
};

}  // namespace hookline
