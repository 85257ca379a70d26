#pragma once

#include <cstdint>
#include <string>

namespace hookline {

/// An e-mail that was written through the API and that campaigns may send. Campaigns besides have
/// messages of their own, which are kept with them.
struct Message {
  std::uint64_t id = 0;
  std::string name;
  std::string from_name;
  std::string from_email;
  std::string reply_to;
  std::string subject;
  std::string preheader;
  std::string text;
  std::string html;
  std::int64_t created_s = 0;  ///< seconds since 1970 UTC; 0: not known
  std::int64_t updated_s = 0;
};

}  // namespace hookline
