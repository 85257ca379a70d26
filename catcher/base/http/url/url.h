#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace hookline {

/// What is wrong with a URL, and where: a sentence, and the position (from 0) of the offending
/// character.
class UrlError : public std::invalid_argument {
 public:
  UrlError(const std::string& sentence, std::size_t position)
      : std::invalid_argument(sentence), position_(position) {}
  std::size_t position() const { return position_; }

 private:
  std::size_t position_;
};

/// An absolute http or https URL that can be sent as it is: it holds no blank, control byte, CR,
/// LF, NUL or byte over 126. The fragment is dropped. A host's letters beyond ASCII become
/// punycode; nothing else is normalised: path and query stand as written.
class Url {
 public:
  /// Throws UrlError.
  static Url parse(std::string_view text);

  const std::string& text() const { return text_; }
  bool is_https() const { return https_; }
  /// A name, an IPv4 address, or an IPv6 address without its brackets; lower case.
  const std::string& host() const { return host_; }
  std::uint16_t port() const { return port_; }
  /// Path and query as they go into the request line; never empty.
  const std::string& target() const { return target_; }
  /// "user:password" as written, still percent-encoded; empty when there is none.
  const std::string& user_info() const { return user_info_; }
  /// Value of the Host header: the port only where it isn't the scheme's own; brackets kept.
  std::string host_header() const;
  /// "http://host:port", what connections are pooled by.
  std::string origin() const;
  friend bool operator==(const Url&, const Url&) = default;

 private:
  Url() = default;
  std::string text_;
  std::string host_;
  std::string target_;
  std::string user_info_;
  std::uint16_t port_ = 0;
  bool https_ = false;
};

}  // namespace hookline
