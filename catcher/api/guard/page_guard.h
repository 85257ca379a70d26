#pragma once

#include "catcher/api/guard/page_file.h"

#include <span>
#include <string>
#include <string_view>

namespace hookline {

class AccessToken;
struct WireRequest;

/// Keeps other web sites out of the page's address. It judges the head of a request before anything
/// is done for it, so that not even the time that an answer takes tells them anything.
class PageGuard {
 public:
  /// `host` is what --page says: its own name passes besides loopback names and addresses.
  /// `page_url` is where else people open the page, through a proxy or under another name; empty:
  /// nowhere. `token` outlives this; with one, names don't matter. `files` are the page's own.
  PageGuard(const std::string& host, const std::string& page_url, const AccessToken& token,
            std::span<const PageFile> files);

  /// Throws CallError(403) for a request that another site may have caused, CallError(401) for one
  /// without the token. The page's own files want no token: they say nothing of what was caught,
  /// and the page that they make is what asks for it. Any thread.
  void check(const WireRequest& request) const;

 private:
  bool is_own_name(std::string_view name) const;
  void check_origin(std::string_view origin, std::string_view host) const;
  void check_name(std::string_view host) const;

  const std::string host_;
  std::string page_name_;    ///< the host of page_url
  std::string page_origin_;  ///< "https://hooks.example.com"
  const AccessToken& token_;
  const std::span<const PageFile> files_;
};

}  // namespace hookline
