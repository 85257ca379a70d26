#include "catcher/outgoing/addresses/name_lookup.h"

#include <algorithm>
#include <array>
#include <thread>

#include <boost/asio/post.hpp>
#include <netdb.h>

namespace hookline {
namespace {

std::string text_of(const addrinfo& info) {
  std::array<char, NI_MAXHOST> text{};
  const int error = getnameinfo(info.ai_addr, info.ai_addrlen, text.data(), text.size(), nullptr, 0,
                                NI_NUMERICHOST);
  return error == 0 ? std::string(text.data()) : std::string();
}

FoundAddresses look_up_now(const std::string& host) {
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

}  // namespace

void look_up(std::string host, std::shared_ptr<boost::asio::io_context> io,
             std::function<void(FoundAddresses)> on_found) {
  std::thread([host = std::move(host), io = std::move(io),
               on_found = std::move(on_found)]() mutable {
    FoundAddresses found = look_up_now(host);
    boost::asio::post(*io, [found = std::move(found), on_found = std::move(on_found)]() mutable {
      on_found(std::move(found));
    });
  }).detach();
}

}  // namespace hookline
