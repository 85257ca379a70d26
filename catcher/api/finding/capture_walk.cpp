#include "catcher/api/finding/capture_walk.h"

#include "catcher/api/finding/capture_notes.h"
#include "catcher/captures/filters/conditions/number_conditions.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// How many captures are looked for at once, and how many bytes are read at once. A single capture
/// may be larger.
constexpr std::size_t kPage = 500;
constexpr std::uint64_t kBytesAtOnce = std::uint64_t{2} << 20;
/// A capture's bytes are in memory several times: as read, decoded, as JSON.
constexpr std::uint64_t kCopies = 5;

}  // namespace

CaptureWalk::CaptureWalk(StoredCaptures& store, const CallMemory& memory, CaptureQuery query)
    : store_(store), memory_(memory), query_(std::move(query)), is_found_whole_(false) {
  query_.limit = kPage;
}

CaptureWalk::CaptureWalk(StoredCaptures& store, const CallMemory& memory,
                         std::vector<CaptureSize> found, CapturePart part)
    : store_(store), memory_(memory), found_(std::move(found)), is_found_whole_(true) {
  query_.part = part;
}

CaptureWalk::Some CaptureWalk::next() {
  while (!is_at_end()) {
    if (at_ == found_.size()) find_more();
    const std::size_t from = at_;
    std::uint64_t bytes = 0;
    const std::size_t end = std::min(found_.size(), from + kFilterIdsMax);
    while (at_ < end && (at_ == from || bytes + cost_of(found_[at_]) <= kBytesAtOnce)) {
      bytes += cost_of(found_[at_++]);
    }
    if (at_ == from) continue;
    Some some{memory_.take(kCopies * bytes), read(from, at_)};
    last_id_ = found_[at_ - 1].id;
    if (!some.captures.empty()) return some;
  }
  return {};
}

void CaptureWalk::find_more() {
  found_ = store_.sizes(query_);
  at_ = 0;
  is_found_whole_ = found_.size() < kPage;
  if (!found_.empty()) query_.after = found_.back().id;
}

std::uint64_t CaptureWalk::cost_of(const CaptureSize& size) const {
  constexpr std::uint64_t kLeast = 1024;
  if (query_.part == CapturePart::kWhole) return kLeast + size.kept_bytes;
  const bool has_start = query_.part == CapturePart::kStart;
  return kLeast + size.head_bytes + (has_start ? kBodyStartBytes : 0);
}

/// Asks for ids alone, at most kFilterIdsMax: the filter was asked when they were found.
Captures CaptureWalk::read(std::size_t from, std::size_t to) const {
  std::string ids;
  for (std::size_t i = from; i < to; ++i)
    ids += fmt::format("{}{}", i > from ? "," : "", found_[i].id);
  CaptureQuery query;
  query.after = found_[from].id - 1;
  query.before = found_[to - 1].id + 1;
  query.limit = to - from;
  query.part = query_.part;
  query.filter = CaptureFilter(FormFields{{"id", ids}});
  return store_.list(query);
}

CapturePart summary_part(const CaptureNotes& notes) {
  return notes.want_body_starts() ? CapturePart::kStart : CapturePart::kHead;
}

}  // namespace hookline
