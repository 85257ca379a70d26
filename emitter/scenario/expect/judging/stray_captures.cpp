#include "emitter/scenario/expect/judging/stray_captures.h"

#include <algorithm>
#include <map>

namespace hookline {
namespace {

using Candidate = StrayCapture::Candidate;

/// Another "type" is another event, and weighs more than all else together.
constexpr std::size_t kOtherEvent = 1000;

/// How far the capture is from the entry.
std::size_t distance_of(const Candidate& candidate) {
  const auto is_type = [](const FieldDifference& difference) {
    return difference.field->part == RequestPart::kField && difference.field->name == "type";
  };
  const bool other_event = std::ranges::any_of(candidate.differences, is_type);
  return candidate.differences.size() + (other_event ? kOtherEvent : 0);
}

struct Pair {
  std::size_t stray = 0;
  const Candidate* candidate = nullptr;
};

/// Of entries that lack captures, the nearest first.
std::vector<Pair> sorted_pairs(std::span<const StrayCapture> strays) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < strays.size(); ++i) {
    for (const Candidate& candidate : strays[i].candidates)
      if (candidate.entry->lacking() > 0) pairs.push_back({i, &candidate});
  }
  std::ranges::stable_sort(pairs, {},
                           [](const Pair& pair) { return distance_of(*pair.candidate); });
  return pairs;
}

const Candidate* nearest_in(const StrayCapture& stray) {
  const auto nearest = std::ranges::min_element(stray.candidates, {}, distance_of);
  return nearest == stray.candidates.end() ? nullptr : &*nearest;
}

}  // namespace

std::vector<const Candidate*> meant_for(std::span<const StrayCapture> strays) {
  std::vector<const Candidate*> chosen(strays.size());
  std::map<const EntryCheck*, std::uint64_t> given;
  for (const auto& [stray, candidate] : sorted_pairs(strays)) {
    std::uint64_t& so_far = given[candidate->entry];
    if (chosen[stray] || so_far == candidate->entry->lacking()) continue;
    chosen[stray] = candidate;
    ++so_far;
  }
  for (std::size_t i = 0; i < strays.size(); ++i) {
    const bool is_explained = strays[i].surplus_of || strays[i].is_forbidden;
    if (!chosen[i] && !is_explained) chosen[i] = nearest_in(strays[i]);
  }
  return chosen;
}

}  // namespace hookline
