#include "catcher/api/guard/page_guard.h"

#include "catcher/api/call/call.h"
#include "catcher/base/http/headers/header.h"
#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/http/url/authority.h"
#include "catcher/base/http/url/host_name.h"
#include "catcher/base/http/url/url.h"
#include "catcher/base/text/ascii.h"
#include "catcher/wire/request/wire_request.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>

namespace hookline {
namespace {

/// What a request's headers say of where it comes from. Read from the bytes, for httplib decodes
/// values.
struct Provenance {
  std::vector<std::string_view> hosts;
  std::vector<std::string_view> origins;
  std::vector<std::string_view> sites;  ///< Sec-Fetch-Site
  std::string_view mode;                ///< Sec-Fetch-Mode
  std::string_view destination;         ///< Sec-Fetch-Dest
};

Provenance provenance_of(const WireRequest& request) {
  Provenance found;
  const auto head = std::string_view(request.raw).substr(0, request.head_bytes);
  HeaderLines lines(split_head(head).header_lines);
  for (HeaderLine line; lines.next(line);) {
    const auto is = [&](std::string_view name) { return equals_ignoring_case(line.name, name); };
    if (is("host")) found.hosts.push_back(line.value);
    if (is("origin")) found.origins.push_back(line.value);
    if (is("sec-fetch-site")) found.sites.push_back(line.value);
    if (is("sec-fetch-mode")) found.mode = line.value;
    if (is("sec-fetch-dest")) found.destination = line.value;
  }
  return found;
}

std::string_view path_of(const WireRequest& request) {
  return std::string_view(request.target).substr(0, request.target.find('?'));
}

/// A link on another site may open the page, but not in a frame: the destination would be that of a
/// frame then.
bool opens_the_page(const WireRequest& request, const Provenance& from) {
  return request.method == "GET" && path_of(request) == "/" && from.mode == "navigate" &&
         from.destination == "document";
}

/// Browsers say of each request which site caused it, and no script can say otherwise. What isn't
/// a browser says nothing.
void check_site(const WireRequest& request, const Provenance& from, std::string_view program) {
  const bool is_own = std::all_of(from.sites.begin(), from.sites.end(), [](std::string_view site) {
    return site == "same-origin" || site == "none";
  });
  if (is_own || opens_the_page(request, from)) return;
  if (from.mode == "navigate" && from.destination == "document") {
    throw CallError(403, "a link of another site may open the page, but nothing else here",
                    "copy the address into the address bar, or open the page first");
  }
  throw CallError(
      403, "a page of another site may not call this API",
      fmt::format("open the {}'s own page, or call it from a program: of another site, also of "
                  "another port, a browser's calls are refused",
                  program));
}

bool is_address(std::string_view name) {
  boost::system::error_code error;
  boost::asio::ip::make_address(std::string(name), error);
  return !error;
}

/// Whether a page whose origin this is came from the address that it calls by this Host: the
/// browser, and not a proxy that turned https into http, says which scheme it was.
bool is_origin_of(std::string_view origin, std::string_view host) {
  return equals_ignoring_case(origin, fmt::format("http://{}", host)) ||
         equals_ignoring_case(origin, fmt::format("https://{}", host));
}

/// A browser says so, and only of what the page at this very address asks for.
bool is_of_own_page(const Provenance& from) {
  return !from.sites.empty() && from.sites.front() != "none";
}

}  // namespace

PageGuard::PageGuard(GuardedAddress address)
    : address_(std::move(address)),
      host_(name_in_authority(address_.host.find(':') == std::string::npos
                                  ? address_.host
                                  : "[" + address_.host + "]")) {
  if (address_.page_url.empty()) return;
  const Url url = Url::parse(address_.page_url);
  page_name_ = url.host();
  page_origin_ = fmt::format("{}://{}", url.is_https() ? "https" : "http", url.host_header());
}

void PageGuard::check(const WireRequest& request) const {
  const Provenance from = provenance_of(request);
  const bool is_known = address_.is_known && address_.is_known(request);
  if (address_.is_public && address_.is_public(path_of(request))) {
    if (!is_known) check_names(from.hosts);
    return;
  }
  check_site(request, from, address_.program);
  // A proxy may call the catcher by another name than the page has in the browser, which says that
  // the call is the page's own.
  const bool is_vouched_for = is_known && is_of_own_page(from);
  if (!is_vouched_for) {
    const std::string_view host = from.hosts.empty() ? std::string_view() : from.hosts.front();
    for (const std::string_view origin : from.origins) check_origin(origin, host);
  }
  const bool is_own_page = address_.trusts_own_page && is_of_own_page(from);
  if (!address_.is_known || (is_own_page && !is_known)) {
    check_names(from.hosts);
    return;
  }
  if (is_known || (address_.is_free && address_.is_free(path_of(request)))) return;
  throw CallError(401, address_.what_is_wanted, address_.how_to_show_it);
}

bool PageGuard::is_own_name(std::string_view name) const {
  // An address can't be rebound: only a name can be made to point here by someone else.
  return is_address(name) || is_localhost(lowered(name)) || equals_ignoring_case(name, host_) ||
         (!page_name_.empty() && equals_ignoring_case(name, page_name_));
}

void PageGuard::check_names(const std::vector<std::string_view>& hosts) const {
  for (const std::string_view host : hosts) check_name(host);
}

void PageGuard::check_name(std::string_view host) const {
  const std::string_view name = name_in_authority(host);
  if (host.empty() || is_own_name(name)) return;
  throw CallError(403, fmt::format("this address does not answer to the name \"{}\"", name),
                  fmt::format(fmt::runtime(address_.name_advice), host));
}

void PageGuard::check_origin(std::string_view origin, std::string_view host) const {
  if (is_origin_of(origin, host)) return;
  if (!page_origin_.empty() && equals_ignoring_case(origin, page_origin_)) return;
  throw CallError(403, fmt::format("a page of {} may not call this API", origin),
                  address_.origin_advice);
}

}  // namespace hookline
