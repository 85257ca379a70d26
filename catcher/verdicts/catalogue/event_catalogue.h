#pragma once

#include "catcher/base/http/bodies/form.h"
#include "catcher/verdicts/catalogue/field_pattern.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hookline {

/// What a form was recognised as.
struct KnownEvent {
  std::string name;
  std::string label;
  std::vector<std::string> missing;  ///< fields that are always there, and aren't here
  std::vector<std::string> unknown;  ///< fields that the catalogue doesn't know, each once
  std::size_t more_unknown = 0;      ///< how many more there are than are listed
};

/// Kinds of event that somebody sends as forms, read from a file: the catcher itself knows none.
class EventCatalogue {
 public:
  /// Reads the JSON that `emitter events --json` writes:
  ///   {"event_field": "type",
  ///    "events": [{"name", "label", "fields": [{"name", "always": bool}…]}…],
  ///    "automation_action": {"label", "fields"}}
  /// A form is of the event that its field "event_field" (else "type") names; one without that
  /// field is of the kind under another member ("automation_action") of which it has every field
  /// that is always there. Field names may hold placeholders, see field_pattern.h. Other members
  /// are left alone. Throws std::invalid_argument with a sentence that starts with the JSON pointer
  /// of the place.
  explicit EventCatalogue(std::string text);

  /// None: it is no event, or not one of these.
  std::optional<KnownEvent> recognise(std::span<const FormField> form) const;
  /// The event that the form's text, or its start, names; quicker. Empty where it names none.
  std::string_view name_in(std::string_view form_start) const;

  /// As it was read.
  const std::string& text() const { return text_; }

 private:
  struct Kind {
    std::string name;
    std::string label;
    std::vector<std::string> always;
    FieldPatterns fields;
  };

  const Kind* kind_of(std::span<const FormField> form) const;

  std::string text_;
  std::string event_field_ = "type";
  std::unordered_map<std::string, Kind> events_;
  std::vector<Kind> unnamed_;  ///< kinds that no field names
};

}  // namespace hookline
