#pragma once

#include "emitter/platform/payloads/payload_field.h"
#include "emitter/platform/webhooks/webhook.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// Fields that are written into a scenario, whatever the platform sends.
struct GivenFields {
  std::vector<std::string> names = {};  ///< as they are decoded, in any order
  bool may_be_any = false;              ///< there are bodies that are no forms
};

/// The form fields that the requests to one webhook, or of one automation's action, may have.
class KnownFields {
 public:
  /// Those of these kinds of event, and the given ones.
  KnownFields(const EventTypeSet& types, GivenFields given);
  /// Those of an automation's action, and the given ones.
  static KnownFields of_automation(GivenFields given);

  /// It may have any.
  bool are_unknown() const { return given_.may_be_any; }
  /// It may have any value.
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
  /// it ("contact[orgid]", as there is "deal[orgid]"): that it isn't there is worth saying.
  static bool have_part_anywhere(std::string_view name);

  /// The one that was probably meant.
  std::optional<std::string> nearest(std::string_view name) const;
  /// One, of these or of all, that is at most two letters away.
  std::optional<std::string> near_miss(std::string_view name) const;

 private:
  KnownFields(std::vector<PayloadField> fields, GivenFields given);
  std::vector<std::string> names_for(std::string_view name) const;

  std::vector<PayloadField> fields_;
  GivenFields given_;  ///< sorted
};

}  // namespace hookline
