#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// One header line as it came: name and value untouched but for the blanks around the value. Any
/// bytes.
struct Header {
  std::string name;
  std::string value;
  friend bool operator==(const Header&, const Header&) = default;
};

/// In wire order, case and repeats kept.
using Headers = std::vector<Header>;

/// What they take to hold, about.
std::uint64_t kept_bytes(const Headers& headers);

/// ASCII case folded, as header names are compared.
bool equals_ignoring_case(std::string_view a, std::string_view b);

/// The first value of that name, whatever its case; none when there is no such header. The view
/// lives as long as the headers.
std::optional<std::string_view> find_header(std::span<const Header> headers, std::string_view name);

/// A value on one line: a fold is a space to whoever reads it.
std::string unfolded(std::string_view value);

/// A header that is safe to send: the name is a token of RFC 9110, the value holds no CR, LF, NUL
/// or other control byte but tab. No HTTP client library checks this, so whatever goes out is of
/// this type.
class HeaderField {
 public:
  /// Throws std::invalid_argument with a sentence that names the offending byte and its position.
  HeaderField(std::string name, std::string value);
  const std::string& name() const { return name_; }
  const std::string& value() const { return value_; }

 private:
  std::string name_;
  std::string value_;
};

}  // namespace hookline
