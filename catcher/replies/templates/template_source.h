#pragma once

#include "catcher/captures/capture.h"

#include <cstdint>
#include <memory>
#include <string>

namespace hookline {

/// What of a request a placeholder stands for.
enum class Placeholder : std::uint8_t {
  kId,
  kMethod,
  kPath,
  kTarget,
  kQuery,
  kForm,
  kHeader,
  kJson,
  kBody,
  kReceivedAt,
  kChannel,
};

/// One request as templates see it: what they ask for is derived once, when first asked for. What
/// isn't there is empty.
class TemplateSource {
 public:
  /// The capture outlives this.
  explicit TemplateSource(const Capture& capture);
  ~TemplateSource();
  TemplateSource(const TemplateSource&) = delete;
  TemplateSource& operator=(const TemplateSource&) = delete;

  /// As text: of a JSON text what it says, of other JSON its source, letter for letter as it was
  /// sent. Not of kId.
  std::string text_of(Placeholder placeholder, const std::string& name);
  /// As JSON, always valid; "null" where there is nothing, or nothing that is JSON.
  std::string json_of(const std::string& name);

 private:
  struct Derived;
  std::unique_ptr<Derived> derived_;
};

}  // namespace hookline
