#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hookline {

struct Campaign {
  std::uint64_t id = 0;
  std::string name;
  std::string status = "5";
  std::string type = "single";
  std::uint64_t recipients = 0;
  std::uint64_t message_id = 0;
  std::string message_subject;
  std::string webcopy_url;
  std::vector<std::uint64_t> lists;  ///< those it went to
  std::int64_t created_s = 0;        ///< seconds since 1970 UTC; 0: not known
  std::int64_t updated_s = 0;
  std::string message_text;  ///< plain; the web addresses in it are its links
};

/// Which campaign, and what is changed about it: what is empty stays. An id alone only names one.
struct CampaignChange {
  std::optional<std::uint64_t> id;
  std::optional<std::string> name;
  std::optional<std::string> status;
  std::optional<std::string> type;
  std::optional<std::uint64_t> recipients;
  std::optional<std::uint64_t> message_id;
  std::optional<std::string> message_subject;
  std::optional<std::string> webcopy_url;
  std::optional<std::vector<std::uint64_t>> lists;
  std::optional<std::string> message_text = {};
};

}  // namespace hookline
