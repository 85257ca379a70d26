#include "catcher/api/finding/capture_walk.h"

#include "catcher/api/finding/capture_notes.h"

#include <utility>

namespace hookline {
namespace {

/// How many are looked for at once, and how many bytes are read at once; one may be larger.
constexpr std::size_t kPage = 500;
constexpr std::uint64_t kBytesAtOnce = std::uint64_t{2} << 20;
/// What is made of a capture's bytes beside them: as JSON, decoded, encoded.
constexpr std::uint64_t kCopies = 5;

}  // namespace

CaptureWalk::CaptureWalk(CaptureStore& store, const CallMemory& memory, CaptureQuery query,
                         Part part)
    : store_(store),
      memory_(memory),
      query_(std::move(query)),
      part_(part),
      is_found_whole_(false) {
  query_.limit = kPage;
}

CaptureWalk::CaptureWalk(CaptureStore& store, const CallMemory& memory,
                         std::vector<CaptureSize> found, Part part)
    : store_(store),
      memory_(memory),
      part_(part),
      found_(std::move(found)),
      is_found_whole_(true) {}

CaptureWalk::Some CaptureWalk::next() {
  while (!is_at_end()) {
    if (at_ == found_.size()) find_more();
    const std::size_t from = at_;
    std::uint64_t bytes = 0;
    while (at_ < found_.size() && (at_ == from || bytes + cost_of(found_[at_]) <= kBytesAtOnce)) {
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
  switch (part_) {
    case Part::kHeads:
      return kLeast + size.head_bytes;
    case Part::kHeadsAndBodyStarts:
      return kLeast + size.head_bytes + kBodyStartBytes;
    case Part::kWhole:
      return kLeast + size.kept_bytes;
  }
  return size.kept_bytes;
}

/// By their ids: the filter has been asked before.
Captures CaptureWalk::read(std::size_t from, std::size_t to) const {
  CaptureQuery query;
  query.after = found_[from].id - 1;
  query.before = found_[to - 1].id + 1;
  query.limit = to - from;
  query.body_starts = part_ == Part::kHeadsAndBodyStarts;
  for (std::size_t i = from; i < to; ++i) query.filter.ids.push_back(found_[i].id);
  return part_ == Part::kWhole ? store_.list(query) : store_.list_heads(query);
}

CaptureWalk::Part summary_part(const CaptureNotes& notes) {
  return notes.want_body_starts() ? CaptureWalk::Part::kHeadsAndBodyStarts
                                  : CaptureWalk::Part::kHeads;
}

}  // namespace hookline
