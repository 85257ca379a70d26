#include "catcher/api/call/call_memory.h"

#include "catcher/api/call/call.h"

#include <memory>
#include <utility>

namespace hookline {
namespace {

constexpr std::chrono::seconds kPatience{30};

}  // namespace

MemoryBudget::Share CallMemory::take(std::uint64_t bytes) const {
  auto share = budget_.wait_for(bytes, kPatience, stop_);
  if (share) return std::move(*share);
  budget_.tell_turned_away();
  throw CallError(503, "the catcher's memory for requests and calls is all in use",
                  "ask again when others are done, or start the catcher with a larger --memory");
}

void answer_held(httplib::Response& response, MemoryBudget::Share share, std::string bytes,
                 const std::string& type) {
  constexpr std::size_t kSmallBytes = 64 << 10;
  if (bytes.size() <= kSmallBytes) return answer_bytes(response, std::move(bytes), type);
  share.shrink_to(bytes.size());
  struct Held {
    MemoryBudget::Share share;
    std::string bytes;
  };
  const auto held = std::make_shared<Held>(Held{std::move(share), std::move(bytes)});
  response.set_content_provider(
      held->bytes.size(), type.c_str(),
      [held](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
        sink.write(held->bytes.data() + offset, length);
        return true;
      });
}

}  // namespace hookline
