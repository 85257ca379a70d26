#pragma once

#include "emitter/platform/events/source.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hookline {

struct Contact;
struct Event;

/// What a delivery is about, besides the kind of event.
struct DeliveryAbout {
  std::optional<Source> source;  ///< none where the body doesn't say, as an automation's
  std::uint64_t contact = 0;     ///< 0: no contact
  std::string email;             ///< of the contact, as it was then
};

DeliveryAbout about(const Event& event);
/// The same as far as a live body tells: for what was kept when its event was forgotten.
DeliveryAbout about_body(std::string_view body);

/// Whom an event is about: its contact or, where it is left out, its deal's; null for neither.
const Contact* contact_of(const Event& event);

}  // namespace hookline
