#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace hookline {

/// Who caused an event.
enum class Source : std::uint8_t { kPublic, kAdmin, kApi, kSystem };

inline constexpr std::array kSources = {Source::kPublic, Source::kAdmin, Source::kApi,
                                        Source::kSystem};

/// "public", "admin", "api", "system"
std::string_view name_of(Source source);
/// "By a contact", as the vendor's form says it.
std::string_view label_of(Source source);
std::optional<Source> source_named(std::string_view name);

}  // namespace hookline
