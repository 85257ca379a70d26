#pragma once

#include "catcher/base/http/headers/header.h"
#include "catcher/base/http/url/url.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// A request line and headers that somebody wrote out, to be sent in place of the usual POST of a
/// form. Holds nothing that can't be sent safely.
class GivenRequest {
 public:
  /// All three throw std::invalid_argument with a sentence.
  ///
  /// A token of RFC 9110, any case; CONNECT is refused: what it asks for is a tunnel.
  void set_method(std::string method);
  /// Any bytes but blanks and control bytes: a path, "*", a whole URL.
  void set_target(std::string target);
  /// Refused are those that the dispatcher makes itself: Host, Hookline-Delivery, framing, and
  /// what speaks of the connection.
  void add_header(std::string name, std::string value);

  /// "POST" where none was set.
  const std::string& method() const { return method_; }
  /// Empty where none was set: the URL's.
  const std::string& target() const { return target_; }
  const std::vector<HeaderField>& headers() const { return headers_; }

  /// The bytes from the request line to the blank line. The headers stand in their order between
  /// Host and those that the dispatcher adds; a User-Agent is added where there is none.
  /// `user_agent` and `delivery_mark` must be fit for a header's value (HeaderField).
  std::string head(const Url& url, std::string_view user_agent, std::string_view delivery_mark,
                   std::size_t body_bytes) const;

 private:
  std::string method_ = "POST";
  std::string target_;
  std::vector<HeaderField> headers_;
};

}  // namespace hookline
