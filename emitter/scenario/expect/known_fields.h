#pragma once

#include "emitter/platform/events/event_type.h"
#include "emitter/platform/webhooks/webhook.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

struct Scenario;

/// The form fields that the requests to one webhook, or of one automation's action, may have.
class KnownFields {
 public:
  /// Those of these kinds of event, those that the scenario's steps set, and those of the requests
  /// that steps send to `receiver` by themselves. The scenario outlives it.
  KnownFields(const Scenario& scenario, std::string_view receiver, const EventTypeSet& types);
  /// Those of the automation's action.
  static KnownFields of_automation(const Scenario& scenario, std::string_view receiver);

  /// Steps send it requests whose bodies are no forms, so that it may have any.
  bool are_unknown() const { return are_unknown_; }
  /// A step sets it, or sends it in a request of its own: it may have any value.
  bool is_given(std::string_view name) const;
  bool contain(std::string_view name) const;
  /// The field of that name, as the platform has it.
  std::optional<PayloadField> field(std::string_view name) const;
  /// Whether any event, or the automation's action, has it.
  static bool are_anywhere(std::string_view name);
  /// The names of the events that have it.
  static std::vector<std::string_view> events_with(std::string_view name);
  /// Whether some event has fields of that kind: "contact" for "contact[age]".
  static bool have_root_anywhere(std::string_view name);
  /// Whether it is the beginning of some field ("contact[fields]"), or some other field ends like
  /// it
  /// ("contact[orgid]", as there is "deal[orgid]"): that it isn't there is worth saying.
  static bool have_part_anywhere(std::string_view name);

  /// The one that was probably meant.
  std::optional<std::string> nearest(std::string_view name) const;
  /// One, of these or of all, that is at most two letters away.
  std::optional<std::string> near_miss(std::string_view name) const;

 private:
  explicit KnownFields(std::vector<PayloadField> fields) : fields_(std::move(fields)) {}
  void add_given(const Scenario& scenario, std::string_view receiver);
  std::vector<std::string> names_for(std::string_view name) const;

  std::vector<PayloadField> fields_;
  std::vector<std::string> given_;
  bool are_unknown_ = false;
};

}  // namespace hookline
