#include "catcher/wire/listen_address.h"

#include "catcher/base/http/url/host_name.h"

#include <charconv>
#include <stdexcept>

#include <boost/asio/ip/address.hpp>

namespace hookline {

ListenAddress parse_listen_address(const std::string& text) {
  const auto colon = text.rfind(':');
  const std::string expected =
      "expected HOST:PORT, such as 127.0.0.1:8080, [::1]:8080 or localhost:0";
  if (colon == std::string::npos) throw std::invalid_argument(expected);
  ListenAddress address;
  std::string host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']'))
    host = host.substr(1, host.size() - 2);
  else if (host.find(':') != std::string::npos)
    throw std::invalid_argument("an IPv6 address stands in brackets; " + expected);
  if (!host.empty()) address.host = host;
  const std::string digits = text.substr(colon + 1);
  unsigned port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (error != std::errc() || end != digits.data() + digits.size() || port > 65535) {
    throw std::invalid_argument("a port is a number from 0 to 65535; " + expected);
  }
  address.port = static_cast<std::uint16_t>(port);
  return address;
}

bool is_loopback(const ListenAddress& address) {
  boost::system::error_code error;
  const auto ip = boost::asio::ip::make_address(address.host, error);
  if (!error) return ip.is_loopback();
  return is_localhost(address.host);
}

}  // namespace hookline
