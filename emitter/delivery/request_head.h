#pragma once

#include "catcher/base/http/url/url.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hookline {

/// The header line for the name and password of a URL that has them.
void append_authorization(std::string& head, const Url& url);

/// What all requests to one URL have in common, put together once: a request is this, patched with
/// the body's length and the delivery's number, and then the body.
class RequestHead {
 public:
  /// `run` and `user_agent` must be fit for a header's value (HeaderField).
  RequestHead(const Url& url, std::string_view user_agent, std::string_view run);

  /// Makes `head` the bytes from the request line to the blank line.
  void write(std::string& head, std::size_t body_bytes, std::uint64_t delivery_id) const;

 private:
  std::string until_length_;
  std::string until_delivery_;
  std::string rest_;
};

}  // namespace hookline
