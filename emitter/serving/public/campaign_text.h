#pragma once

#include "emitter/platform/entities/campaign.h"

#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// A piece of a campaign's message.
struct TextPiece {
  std::string_view text;
  std::size_t link = 0;  ///< which it is, from 1; 0: it is none
};

/// What a campaign says, plain; something is invented where it has no text.
std::string message_of(const Campaign& campaign);
/// The message in pieces, its web addresses (http, https) being links. Views into it.
std::vector<TextPiece> pieces_of(std::string_view message);
/// The addresses in it, in order: link 1 is the first.
std::vector<std::string> links_in(std::string_view message);

/// "draft", "scheduled", "sending", "paused", "stopped" or "sent".
std::string_view state_of(const Campaign& campaign);
/// Whether contacts have, or may have, got it.
bool is_under_way(const Campaign& campaign);

}  // namespace hookline
