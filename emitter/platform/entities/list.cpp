#include "emitter/platform/entities/list.h"

namespace hookline {
namespace {

void append_part(std::string& address, std::string_view separator, const std::string& part) {
  if (part.empty()) return;
  if (!address.empty()) address += separator;
  address += part;
}

}  // namespace

std::string full_address(const List& list) {
  std::string address;
  append_part(address, ", ", list.sender_addr1);
  append_part(address, ", ", list.sender_addr2);
  append_part(address, ", ", list.sender_city);
  append_part(address, ", ", list.sender_state);
  append_part(address, list.sender_state.empty() ? ", " : " ", list.sender_zip);
  append_part(address, ", ", list.sender_country);
  return address;
}

}  // namespace hookline
