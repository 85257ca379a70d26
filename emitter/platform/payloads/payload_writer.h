#pragma once

#include "catcher/base/http/bodies/form.h"
#include "emitter/platform/payloads/field_name.h"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// A number as its decimal text.
class NumberText {
 public:
  explicit NumberText(std::uint64_t number)
      : end_(std::to_chars(text_, text_ + sizeof text_, number).ptr) {}
  NumberText(const NumberText&) = delete;
  NumberText& operator=(const NumberText&) = delete;
  operator std::string_view() const { return {text_, end_}; }

 private:
  char text_[20];
  char* end_;
};

/// Writes the fields of a payload, form-encoded, the event's `set` applied.
class PayloadWriter {
 public:
  /// Both outlive it.
  PayloadWriter(std::string& body, const FormFields& set)
      : body_(body), set_(set), used_(set.size()) {}

  template <FieldName kName>
  void field(std::string_view value) {
    const FormField* replacement = replacement_of(kName.view());
    begin<kName>();
    append_form_encoded(body_, replacement ? replacement->value : value);
  }
  template <FieldName kName>
  void field(std::uint64_t number) {
    field<kName>(NumberText(number));
  }
  /// Not there where there is no value.
  template <FieldName kName, class Value>
  void field(const std::optional<Value>& value) {
    if (value) field<kName>(*value);
  }
  /// Several texts as one, ", " between them.
  template <FieldName kName>
  void field(const std::vector<std::string>& texts) {
    const FormField* replacement = replacement_of(kName.view());
    begin<kName>();
    if (replacement) return append_form_encoded(body_, replacement->value);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (i > 0) append_form_encoded(body_, ", ");
      append_form_encoded(body_, texts[i]);
    }
  }

  /// A field whose name has a key in it: keyed_field<"list[N][id]">(NumberText(0), "1").
  template <FieldName kPattern>
  void keyed_field(std::string_view key, std::string_view value) {
    using Name = KeyedName<kPattern>;
    if (!set_.empty()) {
      const auto name = std::string(Name::kBefore.view()).append(key).append(Name::kAfter.view());
      if (const FormField* replacement = replacement_of(name)) value = replacement->value;
    }
    append(encoded_name<Name::kBefore, "&">());
    append_form_encoded(body_, key);
    body_ += encoded_name<Name::kAfter, "", "=">();
    append_form_encoded(body_, value);
  }
  template <FieldName kPattern>
  void keyed_field(std::string_view key, std::uint64_t number) {
    keyed_field<kPattern>(key, NumberText(number));
  }
  template <FieldName kPattern, class Value>
  void keyed_field(std::string_view key, const std::optional<Value>& value) {
    if (value) keyed_field<kPattern>(key, *value);
  }

  /// Adds what of `set` replaced nothing.
  void finish() {
    for (std::size_t i = 0; i < set_.size(); ++i) {
      if (used_[i]) continue;
      append("&");
      append_form_encoded(body_, set_[i].name);
      body_ += '=';
      append_form_encoded(body_, set_[i].value);
    }
  }

 private:
  template <FieldName kName>
  void begin() {
    append(encoded_name<kName, "&", "=">());
  }
  /// Every field brings its "&" along; the first one's is left out.
  void append(std::string_view head) { body_ += head.substr(body_.empty() ? 1 : 0); }

  const FormField* replacement_of(std::string_view name) {
    return set_.empty() ? nullptr : replacement_in_set(name);
  }
  const FormField* replacement_in_set(std::string_view name) {
    for (std::size_t i = 0; i < set_.size(); ++i) {
      if (set_[i].name != name) continue;
      used_[i] = true;
      return &set_[i];
    }
    return nullptr;
  }

  std::string& body_;
  const FormFields& set_;
  std::vector<bool> used_;
};

}  // namespace hookline
