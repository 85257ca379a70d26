#pragma once

#include "emitter/platform/records/delivery_record.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hookline {

class JsonObjectWriter;

/// How deliveries are told of.
struct DeliveryTelling {
  bool has_bodies = true;  ///< what was sent, and what was answered
  /// What the requests of this start are marked with (DeliveryMark), from that delivery on.
  std::string run = {};
  std::uint64_t ids_from = 0;  ///< what is added to an id in a mark
  std::uint64_t first_of_run = 1;
};

void write_delivery(JsonObjectWriter& object, const DeliveryRecord& record,
                    const DeliveryTelling& telling);
/// {"id","email"}, or null.
void write_contact_ref(JsonObjectWriter& object, std::uint64_t id, std::string_view email);

}  // namespace hookline
