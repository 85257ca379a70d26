#include "catcher/relays/own_address.h"

#include "catcher/base/net/addresses/address_guard.h"
#include "catcher/base/net/names/name_lookup.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>

namespace hookline {
namespace {

using boost::asio::ip::udp;

bool is_unspecified(const IpAddress& address) {
  return text_of(address) == "0.0.0.0" || text_of(address) == "::";
}

bool is_loopback_of_ipv4(const IpAddress& address) {
  constexpr int kLoopbackBits = 96 + 8;  // 127.0.0.0/8, mapped into IPv6
  return address.has_prefix(*parse_address("127.0.0.0"), kLoopbackBits);
}

/// The system lets a socket be bound to addresses of this machine alone.
bool is_of_this_machine(const IpAddress& address) {
  boost::system::error_code error;
  boost::asio::io_context io;
  const udp::endpoint endpoint(boost::asio::ip::make_address(text_of(address)), 0);
  udp::socket socket(io);
  socket.open(endpoint.protocol(), error);
  if (!error) socket.bind(endpoint, error);
  return !error;
}

/// Where a connection to it goes.
IpAddress meant_by(const IpAddress& address) {
  if (!is_unspecified(address)) return address;
  return *parse_address(address.is_ipv4() ? "127.0.0.1" : "::1");
}

struct Listener {
  std::string host;
  std::uint16_t port = 0;
};

Listener parse_listener(std::string_view text) {
  Listener listener;
  const auto colon = text.rfind(':');
  listener.host = text.substr(0, colon);
  if (listener.host.starts_with('[')) listener.host = listener.host.substr(1, colon - 2);
  const auto digits = text.substr(colon + 1);
  std::from_chars(digits.data(), digits.data() + digits.size(), listener.port);
  return listener;
}

std::vector<std::string> addresses_of(const std::string& host) {
  auto known = addresses_without_lookup(host);
  return known.empty() ? look_up_by_system(host).addresses : known;
}

std::string without_zone(const std::string& address) {
  return address.substr(0, address.find('%'));
}

}  // namespace

bool reaches_listener(const IpAddress& address, const IpAddress& listening) {
  const IpAddress meant = meant_by(address);
  if (!is_unspecified(listening)) return meant == listening;
  // A listener on :: takes IPv4 too, one on 0.0.0.0 nothing else.
  if (listening.is_ipv4() && !meant.is_ipv4()) return false;
  return is_loopback_of_ipv4(meant) || is_of_this_machine(meant);
}

bool leads_to_listener(const Url& url, std::string_view listener) {
  const Listener own = parse_listener(listener);
  const auto listening = parse_address(own.host);
  if (url.port() != own.port || !listening) return false;
  const auto addresses = addresses_of(url.host());
  return std::any_of(addresses.begin(), addresses.end(), [&](const std::string& text) {
    const auto address = parse_address(without_zone(text));
    return address && reaches_listener(*address, *listening);
  });
}

}  // namespace hookline
