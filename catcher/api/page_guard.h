#pragma once

#include <cstdint>
#include <string>

#include <httplib.h>

namespace hookline {

/// Keeps other web sites out of the page's address: a name that was rebound to this machine doesn't
/// pass as Host, and a page of another origin can't call the API.
class PageGuard {
 public:
  /// `host` is what --page says: its own name passes besides loopback names and addresses. `token`:
  /// what a caller has to know, as ?token=, as a bearer token, or as the cookie that the first of
  /// these sets; empty: nothing.
  PageGuard(std::string host, std::string token)
      : host_(std::move(host)), token_(std::move(token)) {}

  /// Throws CallError(403) for a request that a foreign site may have caused, CallError(401) for
  /// one without the token.
  void check(const httplib::Request& request, httplib::Response& response) const;

 private:
  bool is_own_name(const std::string& name) const;
  void check_site(const httplib::Request& request) const;
  void check_token(const httplib::Request& request, httplib::Response& response) const;

  const std::string host_;
  const std::string token_;
};

}  // namespace hookline
