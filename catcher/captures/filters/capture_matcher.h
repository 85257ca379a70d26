#pragma once

#include "catcher/captures/capture.h"
#include "catcher/captures/filters/capture_filter.h"
#include "catcher/captures/filters/path_pattern.h"
#include "catcher/captures/filters/text_search.h"

#include <optional>
#include <string_view>

namespace hookline {

/// A filter made ready for asking it of many captures: no allocation per capture but for bodies
/// that must be put together or unpacked. May be used from several threads.
class CaptureMatcher {
 public:
  explicit CaptureMatcher(CaptureFilter filter);

  bool matches(const Capture& capture) const;

  /// Whether text, header or form is asked for: what only the bytes can tell.
  bool reads_bytes() const { return reads_bodies() || !filter_.header.empty(); }
  /// Whether text or form is asked for, so that headers alone don't tell.
  bool reads_bodies() const { return text_ || exact_ || !filter_.form.empty(); }
  /// That part of the filter alone. `body` is with its framing.
  bool matches_bytes(std::string_view target, std::string_view head, std::string_view body) const;

  /// The pattern of the path, where one is asked for.
  const std::optional<PathPattern>& path() const { return path_; }

  const CaptureFilter& filter() const { return filter_; }

 private:
  CaptureFilter filter_;
  std::optional<PathPattern> path_;
  std::optional<TextSearch> text_;
  std::optional<TextSearch> exact_;
};

}  // namespace hookline
