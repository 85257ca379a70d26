#pragma once

#include "emitter/platform/api/vendor_json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// What a call sends of a thing: {"contact":{"email":…}}. Readings throw V3Error of code
/// field_invalid for a value of another kind, and field_missing where one is required. What is null
/// counts as not sent; what nobody asks for is ignored, as by the vendor.
class SentAttributes {
 public:
  /// `resource` as errors name it, and as the body wraps it: "contact". Throws V3Error of 400 for a
  /// body that is no JSON object. Without the wrapper nothing was sent.
  static SentAttributes wrapped(std::string_view resource, const std::string& body);
  SentAttributes(std::string_view resource, VendorJson attributes);

  bool has(std::string_view name) const { return find(name) != nullptr; }
  /// A text; a number or a bool stands as the vendor would write it in one.
  std::optional<std::string> text(std::string_view name) const;
  /// Puts it there, where it is sent.
  void take_text(std::string_view name, std::string& into) const;
  /// The same; not empty.
  std::string required_text(std::string_view name) const;
  /// Ids come as text or number. An empty text is 0.
  std::optional<std::uint64_t> id(std::string_view name) const;
  /// The same, from 1.
  std::uint64_t required_id(std::string_view name) const;
  /// A whole number, as a number or a text; of a decimal the fraction is cut, as by the vendor.
  std::optional<std::int64_t> number(std::string_view name) const;
  std::int64_t required_number(std::string_view name) const;
  /// A bool, 0 or 1, also as a text.
  std::optional<bool> flag(std::string_view name) const;
  /// An array of texts and numbers; none where it isn't sent.
  std::vector<std::string> texts(std::string_view name) const;
  /// An array of objects, of a resource of that name in errors.
  std::vector<SentAttributes> objects(std::string_view name) const;

  /// Null where it isn't sent.
  const VendorJson* find(std::string_view name) const;
  /// All that was sent, also what isn't known.
  const VendorJson& json() const { return attributes_; }
  const std::string& resource() const { return resource_; }

  [[noreturn]] void refuse(std::string_view name, std::string_view detail) const;
  [[noreturn]] void refuse_missing(std::string_view name) const;

 private:
  std::string resource_;
  VendorJson attributes_;
};

/// The body of a call, any JSON object. Throws V3Error of 400.
VendorJson v3_body(const std::string& body);

}  // namespace hookline
