#include "catcher/api/page_guard.h"

#include "catcher/api/call.h"
#include "catcher/http/authority.h"
#include "catcher/http/header.h"
#include "catcher/http/url.h"

#include <boost/asio/ip/address.hpp>

namespace hookline {
namespace {

std::string name_in(std::string_view host) {
  return std::string(name_in_authority(host));
}

std::string encoded(const std::string& text) {
  std::string out;
  append_form_encoded(out, text);
  return out;
}

bool is_address(const std::string& name) {
  boost::system::error_code error;
  boost::asio::ip::make_address(name, error);
  return !error;
}

}  // namespace

bool PageGuard::is_own_name(const std::string& name) const {
  // An address can't be rebound: only a name can be made to point here by someone else.
  return is_address(name) || equals_ignoring_case(name, "localhost") ||
         (name.size() > 10 &&
          equals_ignoring_case(std::string_view(name).substr(name.size() - 10), ".localhost")) ||
         equals_ignoring_case(name, host_);
}

void PageGuard::check(const httplib::Request& request, httplib::Response& response) const {
  check_site(request);
  if (!token_.empty()) check_token(request, response);
}

void PageGuard::check_token(const httplib::Request& request, httplib::Response& response) const {
  const std::string cookie = "hookline_token=" + encoded(token_);
  const std::string cookies = "; " + request.get_header_value("Cookie") + ";";
  if (cookies.find("; " + cookie + ";") != std::string::npos) return;
  if (request.get_header_value("Authorization") == "Bearer " + token_) return;
  if (CallQuery(request).text("token") != token_) {
    throw CallError(401, "this address wants a token",
                    "open the URL that the catcher printed as \"watching on\", or send "
                    "Authorization: Bearer TOKEN");
  }
  response.set_header("Set-Cookie", cookie + "; HttpOnly; SameSite=Strict; Path=/");
}

void PageGuard::check_site(const httplib::Request& request) const {
  const std::string host = request.get_header_value("Host");
  if (!host.empty() && !is_own_name(name_in(host))) {
    throw CallError(403, "this address does not answer to the name \"" + name_in(host) + "\"",
                    "use the address that the catcher printed, or start it with --page NAME:PORT");
  }
  const std::string origin = request.get_header_value("Origin");
  if (origin.empty()) return;
  bool is_same = false;
  try {
    is_same = equals_ignoring_case(origin, "http://" + host) && Url::parse(origin).target() == "/";
  } catch (const UrlError&) {  // "null", and whatever else is no origin of ours
  }
  if (!is_same) {
    throw CallError(403, "a page of another site may not call this API",
                    "open the catcher's own page");
  }
}

}  // namespace hookline
