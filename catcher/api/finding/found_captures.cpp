#include "catcher/api/finding/found_captures.h"

#include <algorithm>
#include <utility>

namespace hookline {
namespace {

constexpr std::uint64_t kKeptBytes = std::uint64_t{1} << 20;

}  // namespace

void FoundCaptures::add(StoredCaptures& store, const std::vector<CaptureSize>& more) {
  sizes_.insert(sizes_.end(), more.begin(), more.end());
  for (const CaptureSize& size : more) bytes_ += size.kept_bytes;
  if (bytes_ > kKeptBytes) {
    kept_ = {};
    return;
  }
  for (const CaptureSize& size : more) {
    if (auto capture = store.find(size.id)) kept_.push_back(std::move(*capture));
  }
}

bool FoundCaptures::has(std::int64_t id) const {
  return std::any_of(sizes_.begin(), sizes_.end(),
                     [id](const CaptureSize& size) { return size.id == id; });
}

FoundCaptures::Taken FoundCaptures::take(std::size_t count) {
  const auto by_id = [](const auto& a, const auto& b) { return a.id < b.id; };
  std::sort(sizes_.begin(), sizes_.end(), by_id);
  std::sort(kept_.begin(), kept_.end(), by_id);
  sizes_.resize(std::min(count, sizes_.size()));
  kept_.resize(std::min(count, kept_.size()));
  return {std::move(sizes_), std::move(kept_)};
}

}  // namespace hookline
