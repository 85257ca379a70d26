#include "catcher/base/net/names/name_lookup.h"

#include <algorithm>
#include <array>

#include <netdb.h>

namespace hookline {
namespace {

std::string text_of(const addrinfo& info) {
  std::array<char, NI_MAXHOST> text{};
  const int error = getnameinfo(info.ai_addr, info.ai_addrlen, text.data(), text.size(), nullptr, 0,
                                NI_NUMERICHOST);
  return error == 0 ? std::string(text.data()) : std::string();
}

}  // namespace

FoundAddresses look_up_by_system(const std::string& host) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* first = nullptr;
  const int error = getaddrinfo(host.c_str(), nullptr, &hints, &first);
  if (error != 0) return {{}, gai_strerror(error)};
  FoundAddresses found;
  for (const addrinfo* info = first; info != nullptr; info = info->ai_next) {
    std::string text = text_of(*info);
    const auto& known = found.addresses;
    if (!text.empty() && std::find(known.begin(), known.end(), text) == known.end()) {
      found.addresses.push_back(std::move(text));
    }
  }
  freeaddrinfo(first);
  if (found.addresses.empty()) found.problem = "it has no address";
  return found;
}

}  // namespace hookline
