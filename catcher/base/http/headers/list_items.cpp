#include "catcher/base/http/headers/list_items.h"

#include "catcher/base/text/ascii.h"

#include <algorithm>

namespace hookline {

std::string_view take_list_item(std::string_view& list) {
  const auto end = std::min(list.find(','), list.size());
  const auto item = list.substr(0, end);
  list.remove_prefix(std::min(end + 1, list.size()));
  return trimmed(item, kWhitespace);
}

}  // namespace hookline
