#include "catcher/wire/faults/half_answer.h"

namespace hookline {

std::size_t half_of(std::string_view answer) {
  const auto end = answer.find("\r\n\r\n");
  const auto head = end == std::string_view::npos ? answer.size() : end + 4;
  const auto body = answer.size() - head;
  return body == 0 ? head / 2 : head + body / 2;
}

}  // namespace hookline
