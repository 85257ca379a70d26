#include "catcher/captures/store/sqlite/reading/split_scan.h"

#include <algorithm>
#include <future>
#include <iterator>
#include <thread>
#include <utility>

namespace hookline {
namespace {

/// A second thread is worth it only for more ids than these.
constexpr std::int64_t kNearIds = 8'000;
constexpr std::int64_t kThreadsMax = 4;

/// Cuts the first `ids` off the range, at the end from which it is read, and returns them.
CaptureQuery cut_near(CaptureQuery& range, std::int64_t ids) {
  CaptureQuery near = range;
  if (range.newest) {
    near.after = range.before - ids - 1;
    range.before = near.after + 1;
  } else {
    near.before = range.after + ids + 1;
    range.after = near.before - 1;
  }
  return near;
}

void append(Captures& all, Captures more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// Both as one list, oldest first and no longer than the query's limit. `nearer` is nearer to the
/// end from which the query reads.
Captures joined(const CaptureQuery& query, Captures nearer, Captures farther) {
  const auto room = query.limit - std::min(query.limit, nearer.size());
  const auto surplus = farther.size() - std::min(farther.size(), room);
  const auto past = static_cast<std::ptrdiff_t>(surplus);
  if (query.newest) {
    farther.erase(farther.begin(), farther.begin() + past);
    append(farther, std::move(nearer));
    return farther;
  }
  farther.erase(farther.end() - past, farther.end());
  append(nearer, std::move(farther));
  return nearer;
}

}  // namespace

Captures split_scan(SqliteReaders& readers, const CaptureQuery& query, RowPart part,
                    std::int64_t last) {
  const auto scan = [&](const CaptureQuery& range) {
    return readers.with_reader([&](SqliteReader& reader) { return reader.list(range, part); });
  };
  CaptureQuery rest = query;
  rest.before = std::min(query.before, last + 1);
  const auto ids = [&rest] { return rest.before - rest.after - 1; };
  if (query.filter.empty() || ids() < 2 * kNearIds) return scan(query);

  Captures found = scan(cut_near(rest, kNearIds));
  if (found.size() >= query.limit) return found;
  const auto cores = std::max<std::int64_t>(1, std::thread::hardware_concurrency());
  const auto threads = std::clamp<std::int64_t>(ids() / kNearIds, 1, std::min(cores, kThreadsMax));
  std::vector<std::future<Captures>> parts;
  for (std::int64_t i = threads; i > 1; --i) {
    parts.push_back(std::async(std::launch::async, scan, cut_near(rest, ids() / i)));
  }
  Captures farthest = scan(rest);
  for (auto& one : parts) found = joined(query, std::move(found), one.get());
  return joined(query, std::move(found), std::move(farthest));
}

}  // namespace hookline
