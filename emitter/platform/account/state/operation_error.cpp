#include "emitter/platform/account/state/operation_error.h"

#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hookline {
namespace {

constexpr std::size_t kShownMax = 20;

}  // namespace

std::string no_such_sentence(std::string_view what, std::uint64_t id,
                             const std::vector<std::uint64_t>& known) {
  if (known.empty()) return fmt::format("there is no {0} {1}; the account has no {0}s", what, id);
  const auto shown = std::span(known).first(std::min(known.size(), kShownMax));
  return fmt::format("there is no {0} {1}; the account's {0}s are {2}{3}", what, id,
                     fmt::join(shown, ", "), shown.size() < known.size() ? ", …" : "");
}

}  // namespace hookline
