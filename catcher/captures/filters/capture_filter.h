#pragma once

#include "catcher/base/http/bodies/form.h"
#include "catcher/captures/capture.h"
#include "catcher/captures/filters/conditions/condition.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace hookline {

struct FilterTerm;

/// The filter that every list, wait, stream, export, reply rule and signing key uses: what a query
/// asks, as in method=POST&path=/a*&-text=draft, ready to be asked of many captures. All of it must
/// hold; an empty one holds for every capture. filter_table.cpp says what each name asks, and
/// search_text.h how the text of q= is read. Copies are cheap;
/// asking a capture allocates nothing but for bodies that must be put together or unpacked, and may
/// be done from several threads.
class CaptureFilter {
 public:
  CaptureFilter() = default;
  /// Takes the filters out of a decoded query; other names are left alone. Throws
  /// std::invalid_argument with a sentence for a value that makes no sense.
  explicit CaptureFilter(std::span<const FormField> query);

  /// NAME=VALUE, in the order of the table; "-NAME" for what must not hold.
  const FormFields& asked() const { return asked_; }
  /// The same with each "q" taken apart into what it asks.
  const FormFields& terms() const { return terms_; }
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
  void add(const FilterTerm& term);
  /// Of the most expensive one.
  ConditionCost cost() const {
    return conditions_.empty() ? ConditionCost::kColumns : conditions_.back()->cost;
  }

  FormFields asked_;
  FormFields terms_;
  Conditions conditions_;
};

/// "q", "id", "method", …, "form.NAME", "header.NAME".
std::vector<std::string> filter_names();
/// Whether a query's parameter of that name is a filter.
bool is_filter_name(std::string_view name);

/// Why the `match` object of a reply rule or a signing key can't have that member: a sentence;
/// empty where it can. Throws std::invalid_argument for a text of filters that makes no sense.
std::string why_not_in_match(const FormField& field);
/// The filter as such an object.
nlohmann::ordered_json match_json(const CaptureFilter& filter);

}  // namespace hookline
