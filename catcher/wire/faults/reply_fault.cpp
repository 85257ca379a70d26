#include "catcher/wire/faults/reply_fault.h"

namespace hookline {

std::string_view name_of(ReplyFault fault) {
  switch (fault) {
    case ReplyFault::kNone:
      return "";
    case ReplyFault::kClose:
      return "close";
    case ReplyFault::kReset:
      return "reset";
    case ReplyFault::kHalf:
      return "half";
    case ReplyFault::kDrip:
      return "drip";
  }
  return "";
}

}  // namespace hookline
