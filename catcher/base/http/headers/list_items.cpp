#include "catcher/base/http/headers/list_items.h"

#include <algorithm>

namespace hookline {

std::string_view take_list_item(std::string_view& list) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto end = std::min(list.find(','), list.size());
  auto item = list.substr(0, end);
  list.remove_prefix(std::min(end + 1, list.size()));
  item.remove_prefix(std::min(item.find_first_not_of(kBlanks), item.size()));
  return item.substr(0, item.find_last_not_of(kBlanks) + 1);
}

}  // namespace hookline
