#pragma once

#include "emitter/platform/calls/platform_call.h"
#include "emitter/platform/events/event_type.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

// The query of a call, read strictly: what makes no sense is a CallError(400).

/// Refuses names that are none of `known`; the key may always be there.
void check_parameters(const PlatformCall& call, std::initializer_list<std::string_view> known);
/// A whole number; none where it isn't given.
std::optional<std::uint64_t> number_parameter(const PlatformCall& call, std::string_view name,
                                              std::uint64_t min, std::uint64_t max);
/// Which of `names`, by its index; none where it isn't given.
std::optional<std::size_t> named_parameter(const PlatformCall& call, std::string_view name,
                                           std::span<const std::string_view> names);
/// Whole numbers from 1 with commas between them, at most `most`; none where it isn't given.
std::optional<std::vector<std::uint64_t>> numbers_parameter(const PlatformCall& call,
                                                            std::string_view name,
                                                            std::size_t most);
/// type=: one of the 25 kinds of event by its name; none where it isn't given.
std::optional<EventType> event_type_parameter(const PlatformCall& call);

}  // namespace hookline
