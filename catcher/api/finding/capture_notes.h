#pragma once

#include "catcher/captures/capture.h"

#include <string>

namespace hookline {

class EventCatalogue;
class SigningKeys;

/// What is said of captures beyond what they hold themselves: which event they are, and what the
/// signing keys say. It changes with the keys, so it is told, never stored.
class CaptureNotes {
 public:
  /// Both outlive this; the catalogue may be null.
  CaptureNotes(const SigningKeys& keys, const EventCatalogue* catalogue)
      : keys_(keys), catalogue_(catalogue) {}

  /// Adds "signature" and "event" to the JSON object that `json` ends with: that of the capture.
  void add_to_capture(std::string& json, const Capture& capture) const;
  /// The same to its summary, as texts: the verdict and the event's name. The capture may hold the
  /// start of its body alone; what that doesn't tell is left out.
  void add_to_summary(std::string& json, const Capture& capture) const;
  /// Whether summaries want the start of the body: CapturePart::kStart.
  bool want_body_starts() const;

 private:
  const SigningKeys& keys_;
  const EventCatalogue* const catalogue_;
};

}  // namespace hookline
