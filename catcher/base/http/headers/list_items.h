#pragma once

#include <string_view>

namespace hookline {

/// Takes the first item off a list of RFC 9110, 5.6.1: separated by commas, without the blanks and
/// folds around it. Empty items come as they stand.
std::string_view take_list_item(std::string_view& list);

}  // namespace hookline
