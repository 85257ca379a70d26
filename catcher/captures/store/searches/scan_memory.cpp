#include "catcher/captures/store/searches/scan_memory.h"

#include <utility>

namespace hookline {
namespace {

constexpr std::uint64_t kUncountedBytes = std::uint64_t{1} << 20;
/// A chunked body is held as it came and put together.
constexpr std::uint64_t kCopies = 2;
constexpr std::chrono::seconds kPatience{30};

}  // namespace

bool ScanMemory::admit(std::uint64_t body_bytes) {
  share_.give_back();
  if (budget_ == nullptr || body_bytes <= kUncountedBytes) return true;
  auto share = budget_->wait_for(kCopies * body_bytes, kPatience, {});
  if (!share) {
    budget_->tell_turned_away();
    return false;
  }
  share_ = std::move(*share);
  return true;
}

}  // namespace hookline
