#pragma once

#include "catcher/replies/reply_rule.h"
#include "catcher/replies/templates/template_source.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// A text with placeholders in it: {{id}} {{method}} {{path}} {{target}} {{query.NAME}}
/// {{form.NAME}} {{header.NAME}} {{json.a.0.b}} {{json./a.b/0}} (json_path()) {{body}}
/// {{received_at}} {{channel}}. Of a run of braces the innermost two open one, so that JSON's own
/// may stand beside them. Made once, filled for each request; any thread.
class ReplyTemplate {
 public:
  /// Where the text is to stand, which decides how values are written.
  enum class Place : std::uint8_t {
    kText,    ///< as they are
    kJson,    ///< escaped within a JSON string; elsewhere {{json.…}} as JSON
    kHeader,  ///< control bytes (CR and LF among them) as spaces, and not too long
  };

  /// Throws std::invalid_argument with a sentence for a placeholder that isn't one.
  ReplyTemplate(std::string_view text, Place place);

  struct Filled {
    std::string text;
    std::vector<std::size_t> id_places;  ///< where ReplyDecision::kIdHole stands
  };
  Filled fill(TemplateSource& source) const;

 private:
  struct Part {
    std::string before;  ///< the literal text in front of the placeholder
    Placeholder placeholder = Placeholder::kId;
    std::string name;     ///< of the field, where there is one
    bool quoted = false;  ///< within a JSON string
  };

  std::string value_of(const Part& part, TemplateSource& source) const;

  Place place_;
  std::vector<Part> parts_;
  std::string rest_;
};

/// How the body of that step is to be filled: by its Content-Type.
ReplyTemplate::Place place_of_body(const ReplyStep& step);

}  // namespace hookline
