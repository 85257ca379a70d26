#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

struct WireRequest;

/// What a guard knows of the address that it guards.
struct GuardedAddress {
  std::string host;      ///< listened on: its own name passes besides loopback names and addresses
  std::string page_url;  ///< where else people open the page, through a proxy or under another
                         ///< name; empty: nowhere
  std::string program;   ///< in sentences: "catcher"
  /// Whether a request shows what a caller has to know; with it, names don't matter. Empty: nothing
  /// has to be known.
  std::function<bool(const WireRequest&)> is_known = {};
  /// Paths that want none of that: the page's own files say nothing of what was caught, and the
  /// page that they make is what asks for it.
  std::function<bool(std::string_view path)> is_free = {};
  /// Paths of pages that people who know nothing come to, from wherever a link leads them, and
  /// whose forms any page may hold: there the names alone are judged.
  std::function<bool(std::string_view path)> is_public = {};
  /// What the address's own page calls wants none of it either, by a name of its own.
  bool trusts_own_page = false;
  std::string what_is_wanted = {};  ///< to who doesn't know: "this address wants a token"
  std::string how_to_show_it = {};  ///< the hint with it
  std::string name_advice = {};     ///< to who calls it by a foreign name; {} stands for that
  std::string origin_advice = {};   ///< to another site's page
};

/// Keeps other web sites out of the page's address. It judges the head of a request before anything
/// is done for it, so that not even the time that an answer takes tells them anything.
class PageGuard {
 public:
  explicit PageGuard(GuardedAddress address);

  /// Throws CallError(403) for a request that another site may have caused, CallError(401) for one
  /// of somebody who doesn't know what a caller has to. Any thread.
  void check(const WireRequest& request) const;

 private:
  bool is_own_name(std::string_view name) const;
  void check_origin(std::string_view origin, std::string_view host) const;
  void check_names(const std::vector<std::string_view>& hosts) const;
  void check_name(std::string_view host) const;

  const GuardedAddress address_;
  const std::string host_;   ///< as names are compared
  std::string page_name_;    ///< the host of page_url
  std::string page_origin_;  ///< "https://hooks.example.com"
};

}  // namespace hookline
