#pragma once

#include "emitter/delivery/receiver_id.h"

#include <cstdint>
#include <optional>
#include <string>

namespace hookline {

/// One expectation that does not hold.
struct Mismatch {
  std::string pointer;   ///< "/expect/0/fields/contact[email]"
  std::string webhook;   ///< its name
  std::string field;     ///< a form field, "method", "target", "header.NAME", "body", "count",
                         ///< "outcome", "status", "active", "attempts"
  std::string expected;  ///< bytes, not necessarily UTF-8; "(absent)" for a field that isn't there
  std::string actual;
  std::optional<std::int64_t> capture;  ///< the capture it was seen in
  std::string hint;                     ///< what may explain it, for people; may be empty
  std::uint64_t left_out = 0;           ///< over 0: it stands for so many that weren't kept
  friend bool operator==(const Mismatch&, const Mismatch&) = default;
};

/// Who is listening, as verification needs it.
struct Receiver {
  ReceiverId id;
  std::string name;
  bool active = true;        ///< at the end
  bool at_catcher = true;    ///< whether its URL leads to the catcher whose captures are read
  std::string pointer = {};  ///< where the scenario has it: "/account/webhooks/0"
};

}  // namespace hookline
