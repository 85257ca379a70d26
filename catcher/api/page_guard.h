#pragma once

#include <cstdint>
#include <string>

#include <httplib.h>

namespace hookline {

/// Keeps other web sites out of the page's address: a name that was rebound to this machine doesn't
/// pass as Host, and a page of another origin can't call the API.
class PageGuard {
 public:
  /// `host` is what --page says: its own name passes besides loopback names and addresses.
  explicit PageGuard(std::string host) : host_(std::move(host)) {}

  /// Throws CallError(403) for a request that a foreign site may have caused.
  void check(const httplib::Request& request) const;

 private:
  bool is_own_name(const std::string& name) const;

  const std::string host_;
};

}  // namespace hookline
