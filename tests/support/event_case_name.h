#pragma once

#include "emitter/platform/events/event_type.h"

#include <string>

#include <gtest/gtest.h>

namespace hookline::test {

/// "ContactTagAdded" of contact_tag_added: the name of a case that is run for each type of event.
inline std::string camel_case(const testing::TestParamInfo<EventType>& event) {
  std::string name;
  bool upper = true;
  for (const char c : name_of(event.param)) {
    if (c != '_') name += upper ? static_cast<char>(c - 'a' + 'A') : c;
    upper = c == '_';
  }
  return name;
}

}  // namespace hookline::test
