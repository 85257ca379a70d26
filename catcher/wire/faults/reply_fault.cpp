#include "catcher/wire/faults/reply_fault.h"

namespace hookline {

std::string_view name_of(ReplyFault fault) {
  /// In the order of the enumeration.
  static constexpr std::array<std::string_view, kReplyFaults.size()> kNames = {"", "close", "reset",
                                                                               "half", "drip"};
  return kNames[static_cast<std::size_t>(fault)];
}

}  // namespace hookline
