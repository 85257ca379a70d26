#include "emitter/serving/public/pages/campaign_page.h"

#include "emitter/serving/public/campaign_text.h"
#include "emitter/serving/public/public_call.h"
#include "emitter/serving/public/public_page.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <fmt/format.h>

namespace hookline {
namespace {

/// A campaign and its reader.
struct Reading {
  std::shared_ptr<const Campaign> campaign;
  std::shared_ptr<const Contact> contact;
  std::string path;  ///< of the campaign as that contact sees it
};

Reading reading_of(const PublicCall& call) {
  const PublicLinks::Holder holder = call.holder(1);
  const auto campaign = call.platform().read(
      [&](const Platform::View& view) { return view.account.campaigns.find(holder.campaign); });
  if (!campaign || holder.campaign != call.id_in_path(0))
    throw PublicRefusal(404, "Nothing is here", "There is no such campaign.");
  return {campaign, call.contact(holder.contact), call.links().campaign(holder)};
}

/// What its reader does with it.
void react(const PublicCall& call, const Reading& reading, EventType what, EventDetails details) {
  ReactToCampaign reaction;
  reaction.what = what;
  reaction.contact.id = reading.contact->id;
  reaction.campaign.emplace().id = reading.campaign->id;
  reaction.details = std::move(details);
  call.perform(reaction, reading.campaign->name);
}

Answer done(const Reading& reading, const std::string& title, const std::string& sentence) {
  return page_answer(
      200, title,
      paragraph(sentence) + fmt::format("<p><a href=\"{}\">Back to \"{}\"</a></p>\n", reading.path,
                                        markup_escaped(reading.campaign->name)));
}

/// The message's paragraphs, its links leading through the platform.
std::string message_html(const std::string& message, const std::string& path) {
  std::string html = "<p>";
  for (const TextPiece& piece : pieces_of(message)) {
    if (piece.link != 0) {
      html += fmt::format("<a href=\"{}/links/{}\">{}</a>", path, piece.link,
                          markup_escaped(piece.text));
      continue;
    }
    for (std::size_t at = 0; at < piece.text.size();) {
      const auto end = std::min(piece.text.find('\n', at), piece.text.size());
      html += markup_escaped(piece.text.substr(at, end - at));
      if (end < piece.text.size())
        html += piece.text.substr(end).starts_with("\n\n") ? "</p>\n<p>" : "<br>\n";
      at = piece.text.substr(end).starts_with("\n\n") ? end + 2 : end + 1;
    }
  }
  return html + "</p>\n";
}

/// The networks that the vendor's share buttons have, with its numbers.
struct Network {
  std::string_view name;
  std::string_view label;
  std::string_view id;
};
constexpr std::array kNetworks = {
    Network{"facebook", "Facebook", "1"},
    Network{"twitter", "Twitter", "2"},
    Network{"linkedin", "LinkedIn", "3"},
    Network{"reddit", "Reddit", "4"},
};

std::string share_buttons(const std::string& path) {
  std::string buttons = "<h2>Share</h2>\n<form method=\"post\" action=\"" + path + "/share\">\n";
  for (const Network& network : kNetworks)
    buttons += fmt::format("<button name=\"network\" value=\"{}\">{}</button>\n", network.name,
                           network.label);
  return buttons + "</form>\n";
}

std::string forms_html(const std::string& path) {
  return "<h2>Forward</h2>\n" +
         form(path + "/forward", input_field("count", "To how many friends", "number", "1"),
              "Forward") +
         share_buttons(path) + "<h2>Reply</h2>\n" +
         form(path + "/reply",
              "<label>Your answer<textarea name=\"message\" rows=\"3\"></textarea></label>\n",
              "Reply");
}

std::string footer_html(const PublicCall& call, const Reading& reading) {
  std::string sender;
  for (const std::uint64_t id : reading.campaign->lists) {
    const auto list =
        call.platform().read([&](const auto& view) { return view.account.lists.find(id); });
    if (list) sender = full_address(*list) + ". " + list->sender_reminder;
  }
  return fmt::format(
      "<footer>\n<p>{}</p>\n<p><a href=\"{}\">Unsubscribe</a></p>\n"
      "<img src=\"{}/open.gif\" alt=\"\" width=\"1\" height=\"1\">\n</footer>\n",
      markup_escaped(sender), call.links().unsubscribe({reading.contact->id, reading.campaign->id}),
      reading.path);
}

std::uint64_t friends_in(const std::string& text) {
  constexpr std::uint64_t kFriendsMax = 1000;
  if (text.empty()) return 1;
  std::uint64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  const bool is_number = error == std::errc() && end == text.data() + text.size();
  if (is_number && count >= 1 && count <= kFriendsMax) return count;
  throw PublicRefusal(422, "It was not forwarded",
                      fmt::format("Please say to how many: from 1 to {}.", kFriendsMax));
}

}  // namespace

Answer campaign_page(const PublicCall& call) {
  const Reading reading = reading_of(call);
  const std::string& subject = reading.campaign->message_subject;
  return page_answer(200, subject.empty() ? reading.campaign->name : subject,
                     "<p class=\"quiet\">To " + markup_escaped(reading.contact->email) + "</p>\n" +
                         message_html(message_of(*reading.campaign), reading.path) +
                         forms_html(reading.path) + footer_html(call, reading));
}

Answer open_by_image(const PublicCall& call) {
  // One transparent pixel.
  static constexpr std::string_view kPixel(
      "GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00"
      "\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00;",
      43);
  const Reading reading = reading_of(call);
  if (!call.is_look()) {
    OpenDetails details;
    if (const std::string agent = call.header("User-Agent"); !agent.empty())
      details.user_agent = agent;
    react(call, reading, EventType::kOpen, details);
  }
  return text_answer(200, std::string(kPixel), "image/gif");
}

Answer click_link(const PublicCall& call) {
  const Reading reading = reading_of(call);
  const auto links = links_in(message_of(*reading.campaign));
  const std::uint64_t number = call.id_in_path(2);
  if (number == 0 || number > links.size())
    throw PublicRefusal(404, "Nothing is here", "The campaign has no such link.");
  const std::string& target = links[number - 1];
  if (!call.is_look()) react(call, reading, EventType::kClick, ClickDetails{number, target});
  // Where it leads is up to whoever wrote the campaign: the reader decides.
  return page_answer(200, "You clicked a link",
                     fmt::format("<p>It leads to <a href=\"{0}\" rel=\"noopener noreferrer\" "
                                 "target=\"_blank\">{0}</a></p>\n<p><a href=\"{1}\">Back</a></p>\n",
                                 markup_escaped(target), reading.path));
}

Answer forward_by_form(const PublicCall& call) {
  const Reading reading = reading_of(call);
  const std::uint64_t count = friends_in(call.field("count"));
  react(call, reading, EventType::kForward, ForwardDetails{count});
  return done(reading, "It is forwarded",
              fmt::format("To {} of your friends.", count == 1 ? "one" : std::to_string(count)));
}

Answer share_by_form(const PublicCall& call) {
  const Reading reading = reading_of(call);
  const auto network = std::ranges::find(kNetworks, call.field("network"), &Network::name);
  if (network == kNetworks.end())
    throw PublicRefusal(422, "It was not shared", "Please choose one of the networks.");
  react(call, reading, EventType::kShare,
        ShareDetails{std::string(network->name), std::string(network->id),
                     reading.campaign->message_subject});
  return done(reading, "It is shared", fmt::format("On {}.", network->label));
}

Answer reply_by_form(const PublicCall& call) {
  const Reading reading = reading_of(call);
  ReplyDetails details;
  details.message = call.field("message");
  if (details.message.empty())
    throw PublicRefusal(422, "There was no answer", "Please write something.");
  react(call, reading, EventType::kReply, details);
  return done(reading, "Your answer is sent", "Thank you.");
}

}  // namespace hookline
