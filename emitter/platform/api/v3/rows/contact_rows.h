#pragma once

#include "emitter/platform/api/v3/conventions/row.h"
#include "emitter/platform/entities/contact.h"

#include <cstdint>

namespace hookline {

/// Rows without arrays of ids, as they stand beside other rows.
extern const Resource<Contact> kContacts;

/// Which arrays of ids a contact's row has.
enum class ContactRow : std::uint8_t { kAlone, kInList };
VendorJson contact_row(const Contact& contact, ContactRow form, const RowContext& context);

/// What the vendor has of an IPv4 address: its number, as a text; "0" for what is none.
std::string ip_number(std::string_view address);

}  // namespace hookline
