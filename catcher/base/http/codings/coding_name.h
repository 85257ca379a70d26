#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

enum class Coding { kIdentity, kGzip, kDeflate, kBrotli, kZstd };

/// In any case; none for one that can't be undone here.
std::optional<Coding> coding_named(std::string_view name);

/// The names of a list such as Content-Encoding's, in the order they were applied, without those
/// that change nothing.
std::vector<std::string_view> coding_names_in(std::string_view list);

/// Why a coding of that name can't be undone, a clause.
std::string why_unknown(std::string_view name);

}  // namespace hookline
