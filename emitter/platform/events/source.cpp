#include "emitter/platform/events/source.h"

#include <algorithm>

namespace hookline {

std::string_view name_of(Source source) {
  switch (source) {
    case Source::kPublic:
      return "public";
    case Source::kAdmin:
      return "admin";
    case Source::kApi:
      return "api";
    case Source::kSystem:
      return "system";
  }
  return "";
}

std::string_view label_of(Source source) {
  switch (source) {
    case Source::kPublic:
      return "By a contact";
    case Source::kAdmin:
      return "By an admin user";
    case Source::kApi:
      return "By the API";
    case Source::kSystem:
      return "By system processes";
  }
  return "";
}

std::optional<Source> source_named(std::string_view name) {
  const auto at = std::ranges::find_if(kSources, [&](Source s) { return name_of(s) == name; });
  return at == kSources.end() ? std::nullopt : std::optional(*at);
}

}  // namespace hookline
