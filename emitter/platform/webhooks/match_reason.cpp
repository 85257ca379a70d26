#include "emitter/platform/webhooks/match_reason.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hookline {
namespace {

std::string_view who_causes(Source source) {
  switch (source) {
    case Source::kPublic:
      return "a contact";
    case Source::kAdmin:
      return "an admin user";
    case Source::kApi:
      return "the API";
    case Source::kSystem:
      return "system processes";
  }
  return "nobody";
}

std::set<std::uint64_t> list_ids(const Event& event) {
  std::set<std::uint64_t> ids;
  for (const auto& list : event.lists) ids.insert(list.id);
  return ids;
}

MatchReason explain_list(const Webhook& webhook, const Event& event) {
  if (webhook.list == 0) {
    return {true, fmt::format("listens for {} caused by {}, on all lists", name_of(event.type),
                              who_causes(event.source))};
  }
  if (!is_list_filtered(event.type)) {
    return {true, fmt::format("listens for {} caused by {}, which its list {} does not filter",
                              name_of(event.type), who_causes(event.source), webhook.list)};
  }
  const auto lists = list_ids(event);
  if (lists.contains(webhook.list)) {
    return {true, fmt::format("listens for {} caused by {} on list {}", name_of(event.type),
                              who_causes(event.source), webhook.list)};
  }
  if (lists.empty()) {
    return {false,
            fmt::format("listens only on list {}, and the event concerns no list", webhook.list),
            MatchRule::kList};
  }
  return {false,
          fmt::format("listens only on list {}, which is not among the event's lists ({})",
                      webhook.list, fmt::join(lists, ", ")),
          MatchRule::kList};
}

}  // namespace

std::string_view name_of(MatchRule rule) {
  switch (rule) {
    case MatchRule::kNone:
      return "";
    case MatchRule::kEvent:
      return "event";
    case MatchRule::kSource:
      return "source";
    case MatchRule::kList:
      return "list";
    case MatchRule::kInactive:
      return "inactive";
  }
  return "";
}

MatchReason explain(const Webhook& webhook, const Event& event, std::string_view why_inactive) {
  if (!webhook.active) {
    return {false,
            why_inactive.empty() ? "is inactive" : fmt::format("is inactive {}", why_inactive),
            MatchRule::kInactive};
  }
  if (!webhook.events[static_cast<std::size_t>(event.type)]) {
    return {false, fmt::format("does not listen for {}", name_of(event.type)), MatchRule::kEvent};
  }
  if (!webhook.sources[static_cast<std::size_t>(event.source)]) {
    return {false, fmt::format("does not listen for events caused by {}", who_causes(event.source)),
            MatchRule::kSource};
  }
  return explain_list(webhook, event);
}

}  // namespace hookline
