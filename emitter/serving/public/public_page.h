#pragma once

#include "catcher/base/http/message/answer.h"
#include "catcher/base/text/markup/markup_escaped.h"

#include <string>
#include <string_view>

namespace hookline {

// The pages that contacts see are plain HTML: no script, nothing from elsewhere, and nobody else's
// page around them. What contacts and campaigns hold goes through markup_escaped().

/// "/public/page.css"
extern const char* const kPublicStylePath;
std::string_view public_style();

/// A whole page. The title is text, the content HTML.
Answer page_answer(int status, std::string_view title, const std::string& content);
/// The same of one sentence, which is text.
Answer sentence_page(int status, std::string_view title, std::string_view sentence);

/// "<p>…</p>"
std::string paragraph(std::string_view text);
/// A labelled field of a form; `type` is an input's.
std::string input_field(std::string_view name, std::string_view label, std::string_view type,
                        std::string_view value, bool is_required = false);
/// A form that is posted to that path: its fields and a button.
std::string form(std::string_view action, const std::string& fields, std::string_view button);

}  // namespace hookline
