#include "catcher/catching/channel.h"

#include "catcher/base/http/url/authority.h"
#include "catcher/base/text/ascii.h"

namespace hookline {

std::string channel_of(std::string_view host, std::string_view domain) {
  const std::string name = lowered(name_in_authority(host));
  if (domain.ends_with('.')) domain.remove_suffix(1);
  for (const std::string_view suffix : {std::string_view("localhost"), domain}) {
    if (suffix.empty() || name.size() < suffix.size() + 2 || !name.ends_with(lowered(suffix)))
      continue;
    const std::size_t dot = name.size() - suffix.size() - 1;
    if (name[dot] == '.') return name.substr(0, dot);
  }
  return "";
}

}  // namespace hookline
