#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// Which headers of one message end with the connection that it came over (RFC 9110, 7.6.1): those
/// that always do, and those that its Connection headers name.
class HopByHop {
 public:
  /// Has to be called for each header of the message before ends_here() is asked.
  void see(std::string_view name, std::string_view value);

  /// Host, the headers that frame or describe the body, and those that every recipient should have
  /// (Authorization, Cookie, Cache-Control…) never do, even if Connection names them: that is an
  /// error, or an attempt to make the next hop read another message than this one did.
  bool ends_here(std::string_view name) const;

 private:
  std::vector<std::string> named_;
};

}  // namespace hookline
