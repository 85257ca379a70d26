#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hookline {

/// The paths of the pages that contacts see. A contact's own are known to nobody else: each holds a
/// token that is derived from the API key, so that it stays the same over a restart with that key.
/// Any thread.
class PublicLinks {
 public:
  explicit PublicLinks(std::string api_key) : api_key_(std::move(api_key)) {}

  /// Whose token it is, and of which campaign he has it; 0: of none.
  struct Holder {
    std::uint64_t contact = 0;
    std::uint64_t campaign = 0;
  };
  /// None: it is nobody's.
  std::optional<Holder> holder_of(std::string_view token) const;
  std::string token_of(Holder holder) const;

  /// The campaign as that contact sees it.
  std::string campaign(Holder holder) const;
  std::string unsubscribe(Holder holder) const;
  static std::string subscribe(std::uint64_t list);

 private:
  std::string api_key_;
};

}  // namespace hookline
