// Whatever is written for a host: unless it was allowed, it leads to loopback or nowhere, also by
// what the C library makes of it; and what can be allowed is a plain name or address.
#include "catcher/base/http/url/host_name.h"
#include "catcher/base/net/addresses/address_guard.h"
#include "catcher/base/net/addresses/address_kind.h"
#include "catcher/base/process/failure.h"

#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace {

using namespace hookline;

void expect(bool holds) {
  if (!holds) std::abort();
}

bool is_loopback(const std::string& text) {
  const auto address = parse_address(text);
  return address && kind_of(*address).reach == Reach::kLoopback;
}

/// Asks nobody: an address in any spelling that the C library knows.
std::string as_the_library_reads(const std::string& host) {
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) return {};
  char text[NI_MAXHOST] = {};
  getnameinfo(found->ai_addr, found->ai_addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST);
  freeaddrinfo(found);
  return text;
}

void expect_loopback_alone(const std::string& host) {
  if (!AddressGuard().problem_with_host(host).empty()) return;
  const auto addresses = addresses_without_lookup(host);
  expect(!addresses.empty());
  for (const std::string& address : addresses) expect(is_loopback(address));
  const std::string read = as_the_library_reads(host);
  expect(read.empty() || read == addresses.at(0) || is_loopback(read));
}

/// As a URL holds it: a name beyond ASCII in punycode.
std::string as_sent(const std::string& host) {
  try {
    return ascii_host(host);
  } catch (const std::invalid_argument&) {
    return host;
  }
}

void expect_plain_if_allowed(const std::string& host) {
  try {
    const AddressGuard guard({host});
    expect(host.find_first_of(std::string_view(" %/\\\0\r\n", 7)) == std::string::npos);
    if (host.front() != '[') expect(guard.problem_with_host(as_sent(host)).empty());
    const std::string read = as_the_library_reads(host);
    expect(read.empty() || guard.problem_with_address(host, read).empty());
  } catch (const Failure&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string host(reinterpret_cast<const char*>(data), size);
  expect_loopback_alone(host);
  expect_plain_if_allowed(host);
  return 0;
}
