#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace hookline {

/// Whom deliveries go to. Its number is given by whoever keeps receivers of that kind.
struct ReceiverId {
  enum class Kind : std::uint8_t {
    kWebhook,  ///< listens for events, and can be switched off
    kAction,   ///< an automation's, which posts; it is never switched off
    kRequest,  ///< a written-out request, where it is judged apart from the webhook that it goes to
  };

  constexpr ReceiverId() = default;
  /// Implicit: a number alone is a webhook's.
  constexpr ReceiverId(std::uint64_t number_of_it, Kind kind_of_it = Kind::kWebhook)
      : number(number_of_it), kind(kind_of_it) {}

  bool can_be_switched_off() const { return kind != Kind::kAction; }
  // NOLINTNEXTLINE(modernize-use-nullptr): it takes the 0 of a generated comparison for a pointer.
  friend auto operator<=>(const ReceiverId&, const ReceiverId&) = default;

  std::uint64_t number = 0;
  Kind kind = Kind::kWebhook;
};

}  // namespace hookline

template <>
struct std::hash<hookline::ReceiverId> {
  std::size_t operator()(const hookline::ReceiverId& id) const noexcept {
    return std::hash<std::uint64_t>()(id.number * 4 + static_cast<std::uint64_t>(id.kind));
  }
};
