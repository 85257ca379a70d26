#pragma once

#include "catcher/captures/capture.h"
#include "catcher/captures/capture_filter.h"
#include "catcher/captures/text_search.h"

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
  bool reads_bytes() const { return text_ || !filter_.header.empty() || !filter_.form.empty(); }
  /// Whether text or form is asked for, so that headers alone don't tell.
  bool reads_bodies() const { return text_ || !filter_.form.empty(); }
  /// That part of the filter alone. `body` is with its framing.
  bool matches_bytes(std::string_view target, std::string_view head, std::string_view body) const;

  const CaptureFilter& filter() const { return filter_; }

 private:
  bool has_text(std::string_view target, std::string_view head, std::string_view body) const;

  CaptureFilter filter_;
  std::optional<TextSearch> text_;
};

/// Whether `path` is what the filter's path asks for: the same, or one that starts so where it ends
/// in "*".
bool matches_path(std::string_view wanted, std::string_view path);

}  // namespace hookline
