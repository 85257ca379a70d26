#pragma once

#include "catcher/base/http/headers/header.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hookline {

inline constexpr std::string_view kDeliveryMarkHeader = "Hookline-Delivery";

/// What sets a delivery apart from all others, at its receiver too: "RUN-ID", or "ID" without a
/// run.
struct DeliveryMark {
  std::string_view run;  ///< see new_run_id(); fit for a header's value
  std::uint64_t id = 0;

  std::string text() const;
  /// What all marks of a run begin with.
  static std::string beginning(std::string_view run);
  /// Which delivery of the run a request is, by its headers; none where it isn't one of them.
  static std::optional<std::uint64_t> id_in(const Headers& headers, std::string_view run);
};

/// Twelve random hexadecimal digits, new at each call.
std::string new_run_id();

}  // namespace hookline
