#pragma once

#include "catcher/captures/capture.h"

#include <cstdint>
#include <optional>
#include <string>

namespace hookline {

/// The body of an answer, or its start where it is long.
struct KeptAnswer {
  std::string body;
  std::uint64_t body_bytes = 0;  ///< of the whole body
};

/// Whether the sender got a body, if there was one: a fault may cut it off, and the status or the
/// request's method may allow none.
bool answers_with_body(const Capture& capture);

/// What the catcher itself said in its answer to a capture that wasn't forwarded, with the
/// capture's id where that belongs. None where nothing was answered or a fault left no body, and
/// where a file of an older version doesn't say.
std::optional<KeptAnswer> own_answer_to(const Capture& capture);

}  // namespace hookline
