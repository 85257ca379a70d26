#pragma once

#include "catcher/captures/capture.h"
#include "catcher/captures/relay.h"
#include "catcher/log/line_style.h"

#include <cstdint>
#include <span>
#include <string>

namespace hookline {

/// One line about a caught request, made before it is stored, which is when it gets its id:
///   10:45:41.123 #12 POST /orders?x=1 [shop] 1.4 KiB -> 503 half after 2s by rule 0 in 0.4 ms
/// The time is local. Whatever the sender wrote is safe for a terminal.
class CaptureLine {
 public:
  /// `relays`: what came of sending it on, which JSON tells.
  CaptureLine(const Capture& capture, LineStyle style, std::span<const Relay> relays = {});

  /// The line with its end.
  std::string with_id(std::int64_t id) const;

 private:
  std::string before_id_;
  std::string after_id_;
};

}  // namespace hookline
