#include "emitter/scenario/expect/judging/entry_check.h"

#include "emitter/scenario/expect/value_difference.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hookline {
namespace {

/// As reports call it.
std::string name_of_part(const FieldExpectation& field) {
  return field.part == RequestPart::kHeader ? "header." + field.name : field.name;
}

/// Of a field that isn't there, which of the same name is.
std::string other_form_of(const FieldExpectation& field, CaughtRequest& request) {
  if (field.part != RequestPart::kField) return "";
  const auto other = request.other_form_of(field.name);
  return other ? fmt::format("there is \"{}\" instead", *other) : "";
}

/// Which requests the entry counts, where it says so in texts: an entry's number tells a reader
/// little where a webhook has many entries.
std::string asked_for(const Expectation& entry) {
  constexpr std::size_t kShownMax = 3;
  constexpr std::size_t kTextMax = 60;
  std::vector<std::string> shown;
  for (const FieldExpectation& field : entry.fields) {
    const std::string* text = field.matcher.text();
    if (text == nullptr || text->size() > kTextMax || shown.size() == kShownMax) continue;
    shown.push_back(fmt::format("{} \"{}\"", name_of_part(field), *text));
  }
  if (shown.empty()) return "";
  const bool are_all = shown.size() == entry.fields.size();
  return fmt::format("of requests with {}{}", fmt::join(shown, ", "), are_all ? "" : ", …");
}

}  // namespace

std::uint64_t EntryCheck::lacking() const {
  if (!wants_captures()) return 0;
  const std::uint64_t wanted = expectation_.count.value_or(1);
  return wanted > met_ ? wanted - met_ : 0;
}

std::vector<FieldDifference> EntryCheck::differences_of(CaughtRequest& request) const {
  std::vector<FieldDifference> found;
  for (const FieldExpectation& field : expectation_.fields) {
    if (request.meets(field)) continue;
    const auto value = request.value_of(field);
    auto [expected, actual, hint] = difference_of(field.matcher, value);
    if (!value && hint.empty()) hint = other_form_of(field, request);
    found.push_back({&field, std::move(expected), std::move(actual), std::move(hint)});
  }
  return found;
}

bool EntryCheck::take(CaughtRequest& request, std::int64_t capture) {
  if (!expectation_.speaks_of_captures() || !request.meets(expectation_)) return false;
  ++met_;
  if (is_over()) first_over_ = first_over_.value_or(capture);
  return true;
}

void EntryCheck::check_whole(const Capture& capture) {
  if (capture.complete && !capture.truncated) return;
  const std::string_view actual = capture.truncated ? "cut at the catcher's limit" : "incomplete";
  add("", {"", "", "body", "whole", fmt::format("{} ({} bytes)", actual, capture.body_bytes),
           capture.id, "start the catcher with a larger --max-body"});
}

void EntryCheck::blame(std::int64_t capture, std::span<const FieldDifference> differences) {
  const bool was_expected = blamed_ < lacking();
  ++blamed_;
  for (const FieldDifference& found : differences) {
    std::string hint = found.hint;
    if (!was_expected && expectation_.count) {
      hint += fmt::format("{}one more than the entry's {}; no entry of this webhook takes it",
                          hint.empty() ? "" : "; ", *expectation_.count);
    }
    add("", {found.field->pointer, "", name_of_part(*found.field), found.expected, found.actual,
             capture, std::move(hint)});
  }
}

std::vector<Mismatch> EntryCheck::finish() {
  check_count();
  check_attempts();
  check_active();
  return std::move(mismatches_);
}

void EntryCheck::check_count() {
  if (!expectation_.speaks_of_captures()) return;
  const std::uint64_t wanted = expectation_.count.value_or(1);
  const bool enough = met_ + blamed_ >= wanted;
  const bool too_many = is_over() && met_ - moved_ > wanted;
  if (enough && !too_many) return;
  std::string hint = too_many ? attempts_.retries() : missing_hint();
  if (hint.empty()) hint = asked_for(expectation_);
  add(expectation_.count ? "/count" : "",
      {"", "", "count", expectation_.count ? std::to_string(wanted) : "1 or more",
       std::to_string(met_), surplus_ ? surplus_ : first_over_, std::move(hint)});
}

void EntryCheck::check_attempts() {
  for (AttemptCheck::Finding& found : attempts_.findings(missing_hint())) {
    add(fmt::format("/{}", found.key),
        {"", "", std::string(found.key), std::move(found.expected), std::move(found.actual),
         found.capture, std::move(found.hint)});
  }
}

void EntryCheck::check_active() {
  const auto& wanted = expectation_.active;
  if (!wanted || *wanted == receiver_.active) return;
  add("/active",
      {"", "", "active", *wanted ? "true" : "false", *wanted ? "false" : "true", {}, ""});
}

std::string EntryCheck::missing_hint() const {
  if (!attempts_.has_deliveries()) return "no event fired it; --explain says why";
  if (receiver_.at_catcher) return attempts_.failures();
  return "its URL does not lead to the catcher, so nothing of it can be caught; expect an outcome "
         "or a status instead";
}

void EntryCheck::add(std::string_view part, Mismatch mismatch) {
  if (room_.left == 0) {
    ++room_.left_out;
    return;
  }
  --room_.left;
  mismatch.webhook = receiver_.name;
  if (mismatch.pointer.empty()) mismatch.pointer = expectation_.pointer + std::string(part);
  mismatches_.push_back(std::move(mismatch));
}

}  // namespace hookline
