#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace hookline {

struct SubscribeDetails {
  std::optional<std::uint64_t> form_id;  ///< only when a form caused it
};

struct UnsubscribeDetails {
  std::optional<std::uint64_t> form_id;             ///< only when a form caused it
  std::optional<std::string> reason;                ///< only when the contact gave one
  std::vector<std::uint64_t> active_subscriptions;  ///< lists the contact is still active on
};

struct ContactNoteDetails {
  std::string note;
};

struct TagDetails {
  std::string tag;
};

struct OpenDetails {
  std::string user_agent = "Mozilla/5.0";
};

struct ClickDetails {
  std::uint64_t link_id = 1;
  std::string url = "https://www.example.com/offer";
};

struct ForwardDetails {
  std::uint64_t count = 1;
};

struct ShareDetails {
  std::string network = "facebook";
  std::string network_id = "1";
  std::string content = "Look at this";
};

struct ReplyDetails {
  std::string result = "1";
  std::string message = "Thanks, please call me";
};

struct BounceDetails {
  std::string type = "hard";
  std::string code = "5.1.1";
  std::string description = "Mailbox does not exist";
};

struct DealNoteDetails {
  std::uint64_t note_id = 0;
  std::string text;
};

struct DealUpdateDetails {
  std::vector<std::string> updated_fields;
};

struct SmsSentDetails {
  std::uint64_t sms_id = 1;
  std::string recipient;
  std::string successful = "1";
  std::string comment;
};

struct SmsReplyDetails {
  std::uint64_t sms_id = 1;
  std::string reply = "YES";
  std::string result = "subscribe";
};

struct SmsUnsubDetails {
  std::uint64_t sms_id = 1;
  std::string phone;
};

/// What only one kind of event has, besides the entities it concerns. Many have nothing.
using EventDetails =
    std::variant<std::monostate, SubscribeDetails, UnsubscribeDetails, ContactNoteDetails,
                 TagDetails, OpenDetails, ClickDetails, ForwardDetails, ShareDetails, ReplyDetails,
                 BounceDetails, DealNoteDetails, DealUpdateDetails, SmsSentDetails, SmsReplyDetails,
                 SmsUnsubDetails>;

}  // namespace hookline
