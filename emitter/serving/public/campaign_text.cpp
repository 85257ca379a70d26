#include "emitter/serving/public/campaign_text.h"

#include "catcher/base/text/ascii.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace hookline {
namespace {

/// Where the next web address begins; npos: nowhere.
std::size_t next_address(std::string_view text) {
  return std::min(text.find("http://"), text.find("https://"));
}

/// It ends at a blank or a quote; a full stop, a comma or a bracket behind it belongs to the
/// sentence.
std::size_t length_of_address(std::string_view text) {
  const auto end = std::min(text.find_first_of(" \t\r\n\"<>"), text.size());
  const auto last = text.substr(0, end).find_last_not_of(".,;:!?)'");
  return last == std::string_view::npos ? end : last + 1;
}

}  // namespace

std::string message_of(const Campaign& campaign) {
  if (!campaign.message_text.empty()) {
    std::string text = campaign.message_text;
    std::erase(text, '\r');
    return text;
  }
  return fmt::format(
      "Hello,\n\nthis is \"{}\". There is an offer for you: https://www.example.com/offer",
      campaign.name);
}

std::vector<TextPiece> pieces_of(std::string_view message) {
  std::vector<TextPiece> pieces;
  std::size_t links = 0;
  while (!message.empty()) {
    const auto at = next_address(message);
    if (at == std::string_view::npos) {
      pieces.push_back({message});
      break;
    }
    if (at > 0) pieces.push_back({message.substr(0, at)});
    message.remove_prefix(at);
    const auto length = length_of_address(message);
    pieces.push_back({message.substr(0, length), ++links});
    message.remove_prefix(length);
  }
  return pieces;
}

std::vector<std::string> links_in(std::string_view message) {
  std::vector<std::string> links;
  for (const TextPiece& piece : pieces_of(message))
    if (piece.link != 0) links.emplace_back(piece.text);
  return links;
}

std::string_view state_of(const Campaign& campaign) {
  // The vendor's numbers.
  constexpr std::array<std::string_view, 6> kStates = {"draft",  "scheduled", "sending",
                                                       "paused", "stopped",   "sent"};
  const bool is_known =
      campaign.status.size() == 1 && campaign.status[0] >= '0' && campaign.status[0] <= '5';
  return is_known ? kStates[static_cast<std::size_t>(campaign.status[0] - '0')] : kStates.back();
}

bool is_under_way(const Campaign& campaign) {
  const auto state = state_of(campaign);
  return state != "draft" && state != "scheduled";
}

}  // namespace hookline
