#pragma once

#include "catcher/base/http/bodies/form.h"
#include "emitter/platform/payloads/field_name.h"

#include <charconv>
#include <cstddef>
#include <cstdint>
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

/// Makes the fields of a payload into a list.
class FieldsSink {
 public:
  explicit FieldsSink(FormFields& fields) : fields_(fields) {}

  template <FieldName kName>
  void field(std::string_view value) {
    field(kName.view(), value);
  }
  template <FieldName kBefore, FieldName kAfter>
  void keyed_field(std::string_view key, std::string_view value) {
    fields_.push_back({std::string(kBefore.view()).append(key).append(kAfter.view()),  //
                       std::string(value)});
  }
  void field(std::string_view name, std::string_view value) {
    fields_.push_back({std::string(name), std::string(value)});
  }
  /// Goes on with the value of the field before.
  void more(std::string_view value) { fields_.back().value += value; }

 private:
  FormFields& fields_;
};

/// Makes the fields of a payload into its form-encoded body.
class EncodedSink {
 public:
  explicit EncodedSink(std::string& body) : body_(body) {}

  template <FieldName kName>
  void field(std::string_view value) {
    append(encoded_name<kName, "&", "=">());
    append_form_encoded(body_, value);
  }
  template <FieldName kBefore, FieldName kAfter>
  void keyed_field(std::string_view key, std::string_view value) {
    append(encoded_name<kBefore, "&">());
    append_form_encoded(body_, key);
    body_ += encoded_name<kAfter, "", "=">();
    append_form_encoded(body_, value);
  }
  void field(std::string_view name, std::string_view value) {
    append("&");
    append_form_encoded(body_, name);
    body_ += '=';
    append_form_encoded(body_, value);
  }
  void more(std::string_view value) { append_form_encoded(body_, value); }

 private:
  /// Every field brings its "&" along; the first one's is left out.
  void append(std::string_view head) { body_ += head.substr(body_.empty() ? 1 : 0); }

  std::string& body_;
};

/// Hands fields to a sink, an event's `set` applied. Both sinks see the same calls, so the list of
/// fields and the encoded body can't differ.
template <class Sink>
class PayloadWriter {
 public:
  /// `set` outlives the writer.
  PayloadWriter(Sink sink, const FormFields& set) : sink_(sink), set_(set), used_(set.size()) {}

  template <FieldName kName>
  void field(std::string_view value) {
    if (const FormField* replacement = replacement_of(kName.view())) value = replacement->value;
    sink_.template field<kName>(value);
  }
  template <FieldName kName>
  void field(std::uint64_t number) {
    field<kName>(NumberText(number));
  }

  /// A field whose name has a key in it: keyed_field<"list[", "][id]">(NumberText(0), "1").
  template <FieldName kBefore, FieldName kAfter>
  void keyed_field(std::string_view key, std::string_view value) {
    if (!set_.empty()) {
      const auto name = std::string(kBefore.view()).append(key).append(kAfter.view());
      if (const FormField* replacement = replacement_of(name)) value = replacement->value;
    }
    sink_.template keyed_field<kBefore, kAfter>(key, value);
  }

  /// One field of several texts, that separator between them.
  template <FieldName kName>
  void joined_field(const std::vector<std::string>& texts, std::string_view separator) {
    const FormField* replacement = replacement_of(kName.view());
    if (replacement || texts.empty()) {
      sink_.template field<kName>(replacement ? std::string_view(replacement->value) : "");
      return;
    }
    sink_.template field<kName>(texts.front());
    for (std::size_t i = 1; i < texts.size(); ++i) {
      sink_.more(separator);
      sink_.more(texts[i]);
    }
  }

  /// Adds what of `set` replaced nothing.
  void finish() {
    for (std::size_t i = 0; i < set_.size(); ++i)
      if (!used_[i]) sink_.field(set_[i].name, set_[i].value);
  }

 private:
  const FormField* replacement_of(std::string_view name) {
    for (std::size_t i = 0; i < set_.size(); ++i) {
      if (set_[i].name != name) continue;
      used_[i] = true;
      return &set_[i];
    }
    return nullptr;
  }

  Sink sink_;
  const FormFields& set_;
  std::vector<bool> used_;
};

}  // namespace hookline
