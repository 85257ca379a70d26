#include "emitter/delivery/delivery_mark.h"

#include <charconv>
#include <random>

#include <fmt/format.h>

namespace hookline {

std::string DeliveryMark::beginning(std::string_view run) {
  return run.empty() ? std::string() : fmt::format("{}-", run);
}

std::string DeliveryMark::text() const {
  return beginning(run) + fmt::to_string(id);
}

std::optional<std::uint64_t> DeliveryMark::id_in(const Headers& headers, std::string_view run) {
  auto mark = find_header(headers, kDeliveryMarkHeader).value_or("");
  const std::string first = beginning(run);
  if (!mark.starts_with(first)) return std::nullopt;
  mark.remove_prefix(first.size());
  std::uint64_t id = 0;
  const char* last = mark.data() + mark.size();
  const auto [end, problem] = std::from_chars(mark.data(), last, id);
  const bool is_id = problem == std::errc() && end == last && id > 0;
  return is_id ? std::optional(id) : std::nullopt;
}

std::string new_run_id() {
  std::random_device random;
  const std::uint64_t high = random();
  const std::uint64_t bits = high << 32 | random();
  return fmt::format("{:012x}", bits >> 16);
}

}  // namespace hookline
