#include "emitter/serving/public/public_links.h"

#include "catcher/api/guard/access_token.h"
#include "catcher/base/signing/hmac_sha256.h"

#include <charconv>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kSecretDigits = 32;

/// A number up to a '-', which is taken from the text with it.
std::optional<std::uint64_t> take_number(std::string_view& text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end == text.data() + text.size() || *end != '-') return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
  return number;
}

}  // namespace

std::string PublicLinks::token_of(Holder holder) const {
  const std::string who = fmt::format("{}-{}-", holder.contact, holder.campaign);
  return who + hex_of(HmacSha256(api_key_).of({"public page ", who})).substr(0, kSecretDigits);
}

std::optional<PublicLinks::Holder> PublicLinks::holder_of(std::string_view token) const {
  std::string_view rest = token;
  const auto contact = take_number(rest);
  const auto campaign = contact ? take_number(rest) : std::nullopt;
  if (!campaign) return std::nullopt;
  const Holder holder{*contact, *campaign};
  if (!AccessToken(token_of(holder)).is_same(token)) return std::nullopt;
  return holder;
}

std::string PublicLinks::campaign(Holder holder) const {
  return fmt::format("/public/campaigns/{}/{}", holder.campaign, token_of(holder));
}

std::string PublicLinks::unsubscribe(Holder holder) const {
  return fmt::format("/public/contacts/{}/unsubscribe", token_of(holder));
}

std::string PublicLinks::subscribe(std::uint64_t list) {
  return fmt::format("/public/lists/{}/subscribe", list);
}

}  // namespace hookline
