#pragma once

#include "catcher/base/http/bodies/form.h"
#include "catcher/captures/capture.h"
#include "emitter/scenario/expect/expectation.h"

#include <optional>
#include <string>
#include <string_view>

namespace hookline {

/// A capture as expectations look at it, taken apart only as far as they ask.
class CaughtRequest {
 public:
  /// The capture outlives it.
  explicit CaughtRequest(const Capture& capture) : capture_(capture) {}

  /// A field or header that stands more than once must meet the matcher each time, so that no value
  /// can hide.
  bool meets(const FieldExpectation& expected);
  /// All of its fields.
  bool meets(const Expectation& expected);
  /// The first value of that part; none where it isn't there. Lives as long as this.
  std::optional<std::string_view> value_of(const FieldExpectation& expected);
  /// A field of the same root in the other form: "list[0][id]" for "list", and "list" for
  /// "list[0][id]". Lives as long as this.
  std::optional<std::string_view> other_form_of(std::string_view field);

 private:
  const FormFields& form();
  const Headers& headers();
  const std::string& body();

  const Capture& capture_;
  std::optional<FormFields> form_;
  std::optional<Headers> headers_;
  std::optional<std::string> body_;
};

}  // namespace hookline
