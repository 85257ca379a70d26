#pragma once

#include "emitter/platform/payloads/block.h"

namespace hookline {

inline constexpr auto kCampaign =
    block(kEntityOf<&Event::campaign>,  //
          field<"campaign[id]">(&Campaign::id, "7"),
          field<"campaign[name]">(&Campaign::name, "Spring news"),
          field<"campaign[status]">(&Campaign::status, "5", "always; a number"),
          field<"campaign[type]">(&Campaign::type, "single"),
          field<"campaign[recipients]">(&Campaign::recipients, "1200", "always; a count"),
          field<"campaign[message][id]">(&Campaign::message_id, "12"),
          field<"campaign[message][subject]">(&Campaign::message_subject, "Hello"),
          field<"campaign[webcopy_url]">(&Campaign::webcopy_url,
                                         "https://example.com/index.php?action=social"));

inline constexpr auto kCampaignIfAny =
    only_when(kCampaign, "only through a campaign, as all of the campaign's fields");

inline constexpr auto kCampaignName =
    block(kEntityOf<&Event::campaign>,  //
          field<"campaign[id]">(&Campaign::id, "7"),
          field<"campaign[name]">(&Campaign::name, "Spring news"));

inline constexpr auto kUserAgent = block(
    kDetails<OpenDetails>,
    field<"User-Agent">(&OpenDetails::user_agent, "Mozilla/5.0", "always; a field of the body"));

inline constexpr auto kLink =
    block(kDetails<ClickDetails>,  //
          field<"link[id]">(&ClickDetails::link_id, "31"),
          field<"link[url]">(&ClickDetails::url, "https://www.example.com/offer"));

inline constexpr auto kForward =
    block(kDetails<ForwardDetails>, field<"forward[count]">(&ForwardDetails::count, "2"));

inline constexpr auto kShare = block(
    kDetails<ShareDetails>,
    field<"share[network]">(&ShareDetails::network, "facebook", "always; facebook or twitter"),
    field<"share[network_id]">(&ShareDetails::network_id, "1"),
    field<"share[content]">(&ShareDetails::content, "Look at this"));

inline constexpr auto kReply =
    block(kDetails<ReplyDetails>,  //
          field<"result">(&ReplyDetails::result, "1"),
          field<"message">(&ReplyDetails::message, "Thanks, please call me"));

inline constexpr auto kBounce =
    block(kDetails<BounceDetails>,
          field<"bounce[type]">(&BounceDetails::type, "hard", "always; hard or soft"),
          field<"bounce[code]">(&BounceDetails::code, "5.1.1"),
          field<"bounce[description]">(&BounceDetails::description, "Mailbox does not exist"));

inline constexpr auto kNewList =
    block(kEntityOf<&Event::new_list>,  //
          field<"list[id]">(&List::id, "5"), field<"list[userid]">(&List::user_id, "1"),
          field<"list[name]">(&List::name, "Newsletter"),
          field<"list[sender_addr1]">(&List::sender_addr1, "1 Main St"),
          field<"list[sender_addr2]">(&List::sender_addr2, ""),
          field<"list[sender_city]">(&List::sender_city, "Chicago"),
          field<"list[sender_zip]">(&List::sender_zip, "60601"),
          field<"list[sender_state]">(&List::sender_state, "IL"),
          field<"list[sender_country]">(&List::sender_country, "US"),
          field<"list[fulladdress]">(&full_address, "1 Main St, Chicago, IL 60601, US"),
          field<"list[sender_url]">(&List::sender_url, "http://www.example.com"),
          field<"list[sender_reminder]">(&List::sender_reminder, "You signed up on our site."));

}  // namespace hookline
