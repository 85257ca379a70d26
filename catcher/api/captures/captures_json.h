#pragma once

#include "catcher/api/finding/capture_walk.h"
#include "catcher/captures/capture.h"

#include <functional>
#include <string>

#include <httplib.h>

namespace hookline {

/// {"captures":[…]} of any length, piece by piece.
class CapturesJson {
 public:
  using Append = std::function<void(std::string&, const Capture&)>;
  /// `end`: what follows the array, with the last brace.
  CapturesJson(CaptureWalk walk, Append append, std::string end);

  /// Empty: that was all. Throws as the walk does.
  std::string next();

 private:
  CaptureWalk walk_;
  const Append append_;
  const std::string end_;
  bool is_begun_ = false;
  bool is_first_ = true;
  bool is_ended_ = false;
};

/// Answers in one piece where it will be short, as nearly always; else piece by piece, so that the
/// call holds one at a time. `bytes` are those of the captures' heads or of all of them, as a
/// measure of the length.
void answer_captures(const httplib::Request& request, httplib::Response& response,
                     CapturesJson captures, std::uint64_t bytes);

}  // namespace hookline
