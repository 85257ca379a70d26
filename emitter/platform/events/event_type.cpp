#include "emitter/platform/events/event_type.h"

#include "catcher/base/text/ascii.h"

#include <algorithm>

namespace hookline {
namespace {

template <class IsIt>
std::optional<EventType> first_kind(IsIt is_it) {
  const auto& all = event_kinds::kAll;
  const auto at = std::ranges::find_if(all, is_it);
  return at == all.end() ? std::nullopt : std::optional(at->type);
}

}  // namespace

std::optional<EventType> event_type_named(std::string_view name) {
  return first_kind([&](const EventKind& kind) { return kind.name == name; });
}

std::optional<EventType> event_type_labelled(std::string_view label) {
  const auto alike = [](char a, char b) {
    const auto plain = [](char c) { return c == '_' ? ' ' : lower(c); };
    return plain(a) == plain(b);
  };
  return first_kind(
      [&](const EventKind& kind) { return std::ranges::equal(kind.label, label, alike); });
}

}  // namespace hookline
