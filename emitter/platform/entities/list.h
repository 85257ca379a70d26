#pragma once

#include <cstdint>
#include <string>

namespace hookline {

/// As payloads name a list.
struct ListEntry {
  std::uint64_t id = 0;
  std::string name;
  friend bool operator==(const ListEntry&, const ListEntry&) = default;
};

struct List {
  std::uint64_t id = 0;
  std::string name;
  std::uint64_t user_id = 1;
  std::string sender_addr1 = "1 Main St";
  std::string sender_addr2;
  std::string sender_city = "Chicago";
  std::string sender_zip = "60601";
  std::string sender_state = "IL";
  std::string sender_country = "US";
  std::string sender_url = "http://www.example.com";
  std::string sender_reminder = "You signed up on our site.";
  std::string string_id;       ///< its name in addresses
  std::int64_t created_s = 0;  ///< seconds since 1970 UTC; 0: not known
  std::int64_t updated_s = 0;
};

/// "1 Main St, Chicago, IL 60601, US": the parts that are there.
std::string full_address(const List& list);

}  // namespace hookline
