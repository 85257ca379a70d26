#include "emitter/platform/api/v1/actions/webhook_actions.h"

#include "emitter/platform/account/state/operation_error.h"
#include "emitter/platform/events/event_type.h"
#include "emitter/platform/events/source.h"
#include "emitter/platform/payloads/payload.h"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

namespace hookline {
namespace {

using enum EventType;

/// A webhook's flags, in the order of its rows.
constexpr std::array kFlagged = {kListAdd,
                                 kSubscribe,
                                 kUnsubscribe,
                                 kUpdate,
                                 kSent,
                                 kOpen,
                                 kClick,
                                 kForward,
                                 kShare,
                                 kBounce,
                                 kReply,
                                 kSubscriberNote,
                                 kContactTagAdded,
                                 kContactTagRemoved,
                                 kDealAdd,
                                 kDealUpdate,
                                 kDealNoteAdd,
                                 kDealPipelineAdd,
                                 kDealStageAdd,
                                 kDealTaskAdd,
                                 kDealTaskComplete,
                                 kDealTasktypeAdd,
                                 kSmsSent,
                                 kSmsReply,
                                 kSmsUnsub};
static_assert(kFlagged.size() == kEventTypeCount);

std::string flag(bool is_set) {
  return is_set ? "1" : "0";
}

VendorJson webhook_row(const Webhook& webhook, const RowContext& context) {
  VendorJson row = {{"id", std::to_string(webhook.id)},
                    {"name", webhook.name},
                    {"cdate", context.wall_time(webhook.created_s)},
                    {"listid", std::to_string(webhook.list)},
                    {"url", webhook.url.text()}};
  for (const EventType type : kFlagged)
    row[std::string(name_of(type))] = flag(webhook.events[static_cast<std::size_t>(type)]);
  for (const Source source : kSources)
    row[fmt::format("init_{}", name_of(source))] =
        flag(webhook.sources[static_cast<std::size_t>(source)]);
  return row;
}

EventTypeSet events_given(const V1Parameters& given) {
  EventTypeSet events;
  for (const std::string& name : given.values("action")) {
    const auto type = event_type_named(name);
    if (!type) throw V1Error(fmt::format("There is no webhook event {}", name));
    events.set(static_cast<std::size_t>(*type));
  }
  return events;
}

SourceSet sources_given(const V1Parameters& given) {
  SourceSet sources;
  for (const std::string& name : given.values("init")) {
    const auto source = source_named(name);
    if (!source) throw V1Error(fmt::format("There is no webhook source {}", name));
    sources.set(static_cast<std::size_t>(*source));
  }
  return sources;
}

Url url_given(const V1Call& call) {
  try {
    return call.platform.webhook_url(call.parameters.required("url"));
  } catch (const UrlError& error) {
    throw V1Error(error.what());
  }
}

/// What is given of a webhook, put into one: all of it is needed.
void set_given(Webhook& webhook, const V1Call& call) {
  webhook.name = call.parameters.required("name");
  webhook.url = url_given(call);
  webhook.events = events_given(call.parameters);
  webhook.sources = sources_given(call.parameters);
}

/// A webhook holds one list, so there is one for each. None given, or 0 among them: all lists.
std::vector<std::uint64_t> lists_given(const V1Parameters& given) {
  std::vector<std::uint64_t> lists = given.list_ids("lists");
  if (lists.empty() || std::ranges::find(lists, 0U) != lists.end()) lists = {0};
  return lists;
}

void check_lists(const V1Call& call, const std::vector<std::uint64_t>& lists) {
  call.platform.read([&](const Platform::View& view) {
    for (const std::uint64_t list : lists)
      if (list != 0) require(view.account.lists, list, "list", "lists");
    return true;
  });
}

V1Result webhook_add(const V1Call& call) {
  Webhook webhook{0, "", Url::parse("http://localhost/"), 0, {}, {}};
  set_given(webhook, call);
  const auto lists = lists_given(call.parameters);
  check_lists(call, lists);
  std::uint64_t first = 0;
  for (const std::uint64_t list : lists) {
    webhook.list = list;
    const auto made = call.platform.add_webhook(webhook);
    if (first == 0) first = made->id;
  }
  return {"Webhook(s) added", {{"id", first}}};
}

V1Result webhook_edit(const V1Call& call) {
  const std::uint64_t id = call.parameters.required_id("id");
  const auto lists = lists_given(call.parameters);
  if (lists.size() > 1) throw V1Error("A webhook that is edited has one list, or all");
  call.platform.change_webhook(id, [&](Webhook& webhook) {
    set_given(webhook, call);
    webhook.list = lists.front();
  });
  return {"Webhook(s) updated", {{"id", id}}};
}

/// One that isn't there is as good as deleted, as with contacts.
V1Result webhook_delete(const V1Call& call) {
  std::vector<std::uint64_t> ids = call.parameters.ids("ids");
  if (ids.empty()) ids = {call.parameters.required_id("id")};
  for (const std::uint64_t id : ids) {
    try {
      call.platform.remove_webhook(id);
    } catch (const OperationError&) {
      continue;
    }
  }
  return {"Webhook(s) deleted"};
}

V1Result webhook_view(const V1Call& call) {
  const std::uint64_t id = call.parameters.required_id("id");
  return returned(call.platform.read([&](const Platform::View& view) {
    const auto webhook = view.webhooks.find(id);
    return webhook ? webhook_row(*webhook, {view.account, ""}) : VendorJson::object();
  }));
}

bool is_asked(const Webhook& webhook, const V1Parameters& given,
              const std::vector<std::uint64_t>& ids) {
  if (!ids.empty() && std::ranges::find(ids, webhook.id) == ids.end()) return false;
  for (const auto& [name, value] : given.entries("filters")) {
    if (name == "name" && webhook.name != value) return false;
    if (name == "url" && webhook.url.text() != value) return false;
    if (name == "listid" && std::to_string(webhook.list) != value) return false;
  }
  return true;
}

V1Result webhook_list(const V1Call& call) {
  const auto ids = call.parameters.ids("ids");
  return returned(call.platform.read([&](const Platform::View& view) {
    VendorJson rows = VendorJson::array();
    for (const auto& webhook : view.webhooks.all())
      if (webhook && is_asked(*webhook, call.parameters, ids))
        rows.push_back(webhook_row(*webhook, {view.account, ""}));
    return numbered(rows);
  }));
}

VendorJson event_description(EventType type) {
  VendorJson fields = VendorJson::object();
  VendorJson example = VendorJson::object();
  for (const PayloadField& field : fields_of(type)) {
    fields[std::string(field.name)] = field.when;
    example[std::string(field.name)] = field.example;
  }
  return {{"description", label_of(type)},
          {"db_field", name_of(type)},
          {"fields", std::move(fields)},
          {"example_response", std::move(example)}};
}

V1Result webhook_events(const V1Call&) {
  VendorJson events = VendorJson::object();
  for (const EventType type : kFlagged)
    events[std::string(name_of(type))] = event_description(type);
  return returned(std::move(events));
}

}  // namespace

std::span<const V1Action> webhook_actions() {
  static constexpr V1Action kActions[] = {
      {"webhook_add", webhook_add},       {"webhook_edit", webhook_edit},
      {"webhook_delete", webhook_delete}, {"webhook_delete_list", webhook_delete},
      {"webhook_view", webhook_view},     {"webhook_list", webhook_list},
      {"webhook_events", webhook_events},
  };
  return kActions;
}

}  // namespace hookline
