#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// Which headers of one message end with the connection that it came over (RFC 9110, 7.6.1): those
/// that always do, and those that its Connection headers name.
class HopByHop {
 public:
  /// To be told each header of the message before the first question.
  void see(std::string_view name, std::string_view value);

  /// Never of Host, of what frames or describes the body, nor of what every recipient of a message
  /// is meant to have (Authorization, Cookie, Cache-Control…): to name those is an error, or an
  /// attempt to make the next hop read another message than this one did.
  bool ends_here(std::string_view name) const;

 private:
  std::vector<std::string> named_;
};

}  // namespace hookline
