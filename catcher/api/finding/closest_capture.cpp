#include "catcher/api/finding/closest_capture.h"

#include "catcher/api/finding/capture_walk.h"
#include "catcher/base/memory/fit.h"

#include <iterator>
#include <utility>

namespace hookline {
namespace {

constexpr std::size_t kLookedAtMax = 500;
constexpr std::uint64_t kLookedAtBytes = std::uint64_t{64} << 20;

/// The newest captures, as many as are not too much to look at, but at least one.
std::vector<CaptureSize> newest_of(StoredCaptures& store, const CaptureQuery& range,
                                   CapturePart part) {
  CaptureQuery recent;
  recent.after = range.after;
  recent.limit = kLookedAtMax;
  recent.newest = true;
  auto sizes = store.sizes(recent);
  std::uint64_t bytes = 0;
  auto first = sizes.end();
  while (first != sizes.begin()) {
    const CaptureSize& size = *std::prev(first);
    bytes += part == CapturePart::kWhole ? size.kept_bytes : size.head_bytes;
    if (first != sizes.end() && bytes > kLookedAtBytes) break;
    --first;
  }
  sizes.erase(sizes.begin(), first);
  return sizes;
}

}  // namespace

ClosestCapture closest_to(StoredCaptures& store, const CallMemory& memory,
                          const CaptureQuery& range) {
  const auto part = range.filter.reads_bodies() ? CapturePart::kWhole : CapturePart::kHead;
  CaptureWalk walk(store, memory, newest_of(store, range, part), part);
  ClosestCapture closest;
  while (!walk.is_at_end()) {
    auto some = walk.next();
    for (Capture& capture : some.captures) {
      auto why = range.filter.mismatches(capture);
      if (why.empty() || (closest.capture && why.size() > closest.why.size())) continue;
      capture.raw.resize(capture.head_bytes);
      fit(capture.raw);
      closest = {std::move(capture), std::move(why)};
    }
  }
  return closest;
}

}  // namespace hookline
