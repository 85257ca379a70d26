#include "emitter/serving/calls/events/event_summary.h"

#include "catcher/base/text/printable.h"
#include "emitter/platform/events/event.h"
#include "emitter/platform/records/delivery_about.h"

#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hookline {
namespace {

constexpr std::size_t kTextBytes = 80;

std::string shown(std::string_view text) {
  return printable(text, kTextBytes);
}

std::string in_quotes(std::string_view text) {
  return fmt::format("\"{}\"", shown(text));
}

std::string who(const Event& event) {
  const Contact* contact = contact_of(event);
  if (contact == nullptr) return "somebody";
  return contact->email.empty() ? fmt::format("contact {}", contact->id) : shown(contact->email);
}

std::string campaign(const Event& event) {
  return event.campaign ? in_quotes(event.campaign->name) : "a campaign";
}

std::string deal(const Event& event) {
  return event.deal ? fmt::format("deal {}", in_quotes(event.deal->title)) : "a deal";
}

std::string task(const Event& event) {
  return event.task ? fmt::format("task {}", in_quotes(event.task->title)) : "a task";
}

/// " to Newsletter, Product news"; empty where it concerns none.
std::string lists(const Event& event, std::string_view word) {
  std::vector<std::string> names;
  for (const ListEntry& list : event.lists) names.push_back(shown(list.name));
  return names.empty()
             ? ""
             : fmt::format(" {} {}", word,
                           printable(fmt::format("{}", fmt::join(names, ", ")), kTextBytes));
}

/// `text(details)`, where the event has details of that kind.
template <class Details, class Text>
std::string of(const Event& event, Text text) {
  const auto* details = std::get_if<Details>(&event.details);
  return details == nullptr ? "" : text(*details);
}

template <class Details>
std::string quoted_member(const Event& event, std::string Details::*member) {
  return of<Details>(event, [&](const Details& details) { return in_quotes(details.*member); });
}

std::string about_campaigns(const Event& event) {
  switch (event.type) {
    case EventType::kForward:
      return fmt::format("{} forwarded {}", who(event), campaign(event));
    case EventType::kOpen:
      return fmt::format("{} opened {}", who(event), campaign(event));
    case EventType::kShare:
      return fmt::format("{} shared {}{}", who(event), campaign(event),
                         of<ShareDetails>(event, [](const ShareDetails& share) {
                           return " on " + shown(share.network);
                         }));
    case EventType::kSent:
      return fmt::format("{} starts sending", campaign(event));
    case EventType::kBounce:
      return fmt::format("{} bounced from {}", campaign(event), who(event));
    case EventType::kReply:
      return fmt::format("{} replied to {}: {}", who(event), campaign(event),
                         quoted_member(event, &ReplyDetails::message));
    case EventType::kClick:
      return fmt::format(
          "{} clicked {} in {}", who(event),
          of<ClickDetails>(event, [](const ClickDetails& click) { return shown(click.url); }),
          campaign(event));
    default:
      return "";
  }
}

std::string about_contacts(const Event& event) {
  switch (event.type) {
    case EventType::kSubscribe:
      return fmt::format("{} added{}", who(event), lists(event, "to"));
    case EventType::kUnsubscribe:
      return fmt::format("{} unsubscribed{}", who(event), lists(event, "from"));
    case EventType::kUpdate:
      return fmt::format("{} updated", who(event));
    case EventType::kSubscriberNote:
      return fmt::format("note on {}: {}", who(event),
                         quoted_member(event, &ContactNoteDetails::note));
    case EventType::kContactTagAdded:
      return fmt::format("tag {} given to {}", quoted_member(event, &TagDetails::tag), who(event));
    case EventType::kContactTagRemoved:
      return fmt::format("tag {} taken from {}", quoted_member(event, &TagDetails::tag),
                         who(event));
    case EventType::kListAdd:
      return fmt::format("list {} added", event.new_list ? in_quotes(event.new_list->name) : "");
    case EventType::kSmsReply:
      return fmt::format("{} replied by SMS: {}", who(event),
                         quoted_member(event, &SmsReplyDetails::reply));
    case EventType::kSmsSent:
      return fmt::format("SMS sent to {}", who(event));
    case EventType::kSmsUnsub:
      return fmt::format("{} unsubscribed by SMS", who(event));
    default:
      return "";
  }
}

std::string about_deals(const Event& event) {
  switch (event.type) {
    case EventType::kDealAdd:
      return fmt::format("{} added", deal(event));
    case EventType::kDealUpdate:
      return fmt::format("{} updated", deal(event));
    case EventType::kDealNoteAdd:
      return fmt::format("note on {}: {}", deal(event),
                         quoted_member(event, &DealNoteDetails::text));
    case EventType::kDealPipelineAdd:
      return fmt::format("pipeline {} added",
                         event.pipeline ? in_quotes(event.pipeline->title) : "");
    case EventType::kDealStageAdd:
      return fmt::format("stage {} added", event.stage ? in_quotes(event.stage->title) : "");
    case EventType::kDealTaskAdd:
      return fmt::format("{} added to {}", task(event), deal(event));
    case EventType::kDealTaskComplete:
      return fmt::format("{} of {} completed", task(event), deal(event));
    case EventType::kDealTasktypeAdd:
      return fmt::format("task type {} added",
                         event.task_type ? in_quotes(event.task_type->title) : "");
    default:
      return "";
  }
}

}  // namespace

std::string event_summary(const Event& event) {
  if (event.automation_id)
    return fmt::format("{} reached the webhook of automation {}", who(event), *event.automation_id);
  for (auto* about : {about_campaigns, about_contacts, about_deals}) {
    if (std::string summary = about(event); !summary.empty()) return summary;
  }
  return std::string(label_of(event.type));
}

}  // namespace hookline
