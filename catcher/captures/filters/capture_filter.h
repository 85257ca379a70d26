#pragma once

#include "catcher/base/http/bodies/form.h"
#include "catcher/captures/capture.h"
#include "catcher/captures/filters/condition.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace hookline {

/// The filter that every list, wait, stream, export, reply rule and signing key uses: what a query
/// asks, as in method=POST&path=/a*, ready to be asked of many captures. All of it must hold; an
/// empty one holds for every capture. filter_table.cpp says what each name asks. Copies are cheap;
/// asking a capture allocates nothing but for bodies that must be put together or unpacked, and may
/// be done from several threads.
class CaptureFilter {
 public:
  CaptureFilter() = default;
  /// Takes the filters out of a decoded query; other names are left alone. Throws
  /// std::invalid_argument with a sentence for a value that makes no sense.
  explicit CaptureFilter(std::span<const FormField> query);

  /// NAME=VALUE, in the order of the table.
  const FormFields& asked() const { return asked_; }
  bool empty() const { return asked_.empty(); }

  bool matches(const Capture& capture) const;
  /// Why the capture does not match, a sentence for each part that fails ("path is /b, not /a");
  /// empty when it does. The fewer, the closer.
  std::vector<std::string> mismatches(const Capture& capture) const;

  /// Whether headers, form or text are asked for: what only the bytes can tell.
  bool reads_bytes() const { return cost() > ConditionCost::kColumns; }
  /// Whether form or text are asked for, so that headers alone don't tell.
  bool reads_bodies() const { return cost() > ConditionCost::kHead; }
  /// That part of the filter alone.
  bool matches_bytes(const CaptureBytes& bytes) const;
  /// Whether a capture may begin to match after it was stored, when its reply is known.
  bool asks_for_reply() const;

  using Conditions = std::vector<std::shared_ptr<const Condition>>;
  /// The cheapest first.
  const Conditions& conditions() const { return conditions_; }

  friend bool operator==(const CaptureFilter& a, const CaptureFilter& b) {
    return a.asked_ == b.asked_;
  }

 private:
  /// Of the most expensive one.
  ConditionCost cost() const {
    return conditions_.empty() ? ConditionCost::kColumns : conditions_.back()->cost;
  }

  FormFields asked_;
  Conditions conditions_;
};

/// "id", "method", …, "form.NAME", "header.NAME".
std::vector<std::string> filter_names();
/// Whether a query's parameter of that name is a filter.
bool is_filter_name(std::string_view name);

/// Why the `match` object of a reply rule or a signing key can't have a member of that name: a
/// sentence; empty where it can.
std::string why_not_in_match(std::string_view name);
/// The filter as such an object.
nlohmann::ordered_json match_json(const CaptureFilter& filter);

}  // namespace hookline
