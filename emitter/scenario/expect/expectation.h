#pragma once

#include "emitter/delivery/attempt.h"
#include "emitter/scenario/expect/matcher.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

// `count` counts what meets the fields, and every delivery has to meet one of its webhook's
// expectations: several expectations can split a webhook's deliveries by type, and a surplus or
// wrong one can't hide. What fits none is settled once all captures are known, so that an entry
// that will be met later isn't blamed.

class JsonValue;

/// What of a request is looked at.
enum class RequestPart : std::uint8_t { kField, kMethod, kTarget, kHeader, kBody };

/// What one part of a request must be like: most often a form field.
struct FieldExpectation {
  std::string name;  ///< of a field, as it is decoded: "contact[email]"; of a header, any case
  Matcher matcher;
  std::string pointer;
  RequestPart part = RequestPart::kField;
};

/// One entry of "expect": what must hold for one webhook once all is delivered.
struct Expectation {
  std::string pointer;  ///< "/expect/0"
  std::string webhook;  ///< a webhook's or an automation action's name
  /// How many captures must meet `fields`; none: at least one (see speaks_of_captures()).
  std::optional<std::uint64_t> count;
  std::vector<FieldExpectation>
      fields;  ///< "absent" is here too, as fields that must not be present; and other parts
  std::optional<Outcome> outcome;  ///< of every attempt
  /// Of every attempt's answer, any of these: "204", "2xx". Empty: not asked.
  std::vector<std::string> status;
  std::optional<bool> active;  ///< the webhook's state at the end
  /// How the attempts at each of its deliveries ended, in order: a status, a class of them ("5xx"),
  /// or an outcome's name.
  std::optional<std::vector<std::string>> attempts;
  std::optional<std::uint64_t> attempt_count;  ///< or how many there were

  /// Whether it says anything of captures. An entry with nothing but outcome, status, active or
  /// attempts does not: what was refused can't have been caught.
  bool speaks_of_captures() const { return count || !fields.empty() || !speaks_of_answers(); }
  /// Whether it says by itself how the webhook's deliveries are answered.
  bool speaks_of_answers() const {
    return outcome || !status.empty() || active || attempts || attempt_count;
  }
};

/// Throws Failure(kInvalidInput), also for a webhook that is none of `webhooks`.
Expectation read_expectation(const JsonValue& value, std::span<const std::string_view> webhooks);

/// The same without "webhook", "count" and "active": of the requests that one step sends by itself,
/// `count` of them, to that webhook. Each must meet it. `sent_body` is what {"as_sent": true}
/// stands for.
Expectation read_step_expectation(const JsonValue& value, std::string webhook, std::uint64_t count,
                                  const std::shared_ptr<const std::string>& sent_body = nullptr);

}  // namespace hookline
