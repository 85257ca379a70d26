#include "catcher/api/finding/capture_in.h"

#include <charconv>
#include <limits>
#include <utility>

#include <fmt/format.h>

namespace hookline {

std::int64_t id_in(const httplib::Request& request) {
  const std::string text = request.matches[1];
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw CallError(400, fmt::format("\"{}\" is no capture's id", text),
                    "an id is a whole number from 1");
  }
  return id;
}

CallError no_capture(std::int64_t id) {
  return {404, fmt::format("there is no capture {}", id),
          "it was deleted, dropped to make room, or never caught; GET /api/captures lists what is "
          "there"};
}

HeldCapture capture_in(StoredCaptures& store, const CallMemory& memory, std::uint64_t copies,
                       const httplib::Request& request) {
  const std::int64_t id = id_in(request);
  if (id < 1 || id == std::numeric_limits<std::int64_t>::max()) throw no_capture(id);
  const auto sizes = store.sizes({.after = id - 1, .before = id + 1, .limit = 1});
  if (sizes.empty()) throw no_capture(id);
  auto share = memory.take(copies * sizes.front().kept_bytes);
  auto capture = store.find(id);
  if (!capture) throw no_capture(id);
  return {std::move(share), std::move(*capture)};
}

}  // namespace hookline
