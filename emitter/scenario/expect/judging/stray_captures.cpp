#include "emitter/scenario/expect/judging/stray_captures.h"

#include "emitter/scenario/expect/value_difference.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kOtherEvent = 1000;

struct Pair {
  std::size_t distance = 0;
  std::size_t stray = 0;
  std::size_t candidate = 0;
  std::size_t entry = 0;
};

std::vector<Pair> sorted_pairs(std::span<const StrayCapture> strays,
                               std::span<const std::uint64_t> lacking) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < strays.size(); ++i) {
    const auto& candidates = strays[i].candidates;
    for (std::size_t c = 0; c < candidates.size(); ++c) {
      if (lacking[candidates[c].entry] == 0) continue;
      pairs.push_back({distance_of(candidates[c]), i, c, candidates[c].entry});
    }
  }
  std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
    return std::tie(a.distance, a.stray, a.candidate) < std::tie(b.distance, b.stray, b.candidate);
  });
  return pairs;
}

std::optional<std::size_t> nearest_in(const StrayCapture& stray) {
  const auto& candidates = stray.candidates;
  const auto nearest = std::min_element(
      candidates.begin(), candidates.end(),
      [](const auto& a, const auto& b) { return distance_of(a) < distance_of(b); });
  if (nearest == candidates.end()) return std::nullopt;
  return static_cast<std::size_t>(nearest - candidates.begin());
}

/// Of a field that isn't there, which of the same name is.
std::string other_form_of(const FieldExpectation& field, CaughtRequest& request) {
  if (field.part != RequestPart::kField) return "";
  const auto other = request.other_form_of(field.name);
  return other ? fmt::format("there is \"{}\" instead", *other) : "";
}

}  // namespace

std::vector<FieldDifference> differences_of(const Expectation& expectation,
                                            CaughtRequest& request) {
  std::vector<FieldDifference> found;
  for (const FieldExpectation& field : expectation.fields) {
    if (request.meets(field)) continue;
    const auto value = request.value_of(field);
    auto [expected, actual, hint] = difference_of(field.matcher, value);
    if (!value && hint.empty()) hint = other_form_of(field, request);
    found.push_back({&field, std::move(expected), std::move(actual), std::move(hint)});
  }
  return found;
}

std::vector<std::optional<std::size_t>> meant_for(std::span<const StrayCapture> strays,
                                                  std::vector<std::uint64_t> lacking) {
  std::vector<std::optional<std::size_t>> chosen(strays.size());
  for (const Pair& pair : sorted_pairs(strays, lacking)) {
    if (chosen[pair.stray] || lacking[pair.entry] == 0) continue;
    chosen[pair.stray] = pair.candidate;
    --lacking[pair.entry];
  }
  for (std::size_t i = 0; i < strays.size(); ++i) {
    const bool is_explained = strays[i].surplus_of || strays[i].is_forbidden;
    if (!chosen[i] && !is_explained) chosen[i] = nearest_in(strays[i]);
  }
  return chosen;
}

std::size_t distance_of(const StrayCapture::Candidate& candidate) {
  const auto is_type = [](const FieldDifference& difference) {
    return difference.field->part == RequestPart::kField && difference.field->name == "type";
  };
  const auto& differences = candidate.differences;
  const bool other_event = std::any_of(differences.begin(), differences.end(), is_type);
  return differences.size() + (other_event ? kOtherEvent : 0);
}

}  // namespace hookline
