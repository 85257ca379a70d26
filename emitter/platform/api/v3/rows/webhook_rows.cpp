#include "emitter/platform/api/v3/rows/webhook_rows.h"

#include "emitter/platform/events/event_type.h"
#include "emitter/platform/events/source.h"

namespace hookline {
namespace {
/// The room's files are compiled as one: names of columns repeat.
namespace webhook_columns {

VendorJson events_of(const Webhook& webhook, const RowContext&) {
  VendorJson names = VendorJson::array();
  for (const EventType type : all_event_types())
    if (webhook.events[static_cast<std::size_t>(type)]) names.push_back(name_of(type));
  for (const std::string& name : webhook.silent_events) names.push_back(name);
  return names;
}

VendorJson sources_of(const Webhook& webhook, const RowContext&) {
  VendorJson names = VendorJson::array();
  for (const Source source : kSources)
    if (webhook.sources[static_cast<std::size_t>(source)]) names.push_back(name_of(source));
  return names;
}

// Never echoed, whatever was sent: a client in Go takes texts alone.
constexpr Column<Webhook> kRow[] = {
    {"cdate", [](const Webhook& w, const RowContext& c) { return c.time(w.created_s); }},
    {"listid", [](const Webhook& w, const RowContext&) { return id_text(w.list); }},
    {"name", [](const Webhook& w, const RowContext&) -> VendorJson { return w.name; }},
    {"url", [](const Webhook& w, const RowContext&) -> VendorJson { return w.url.text(); }},
    {"events", events_of},
    {"sources", sources_of},
    {"links", [](const Webhook&, const RowContext&) { return VendorJson::array(); }},
    {"id", [](const Webhook& w, const RowContext&) { return id_text(w.id); }},
};

constexpr Criterion kCriteria[] = {{"name", "name"}, {"url", "url"}, {"listid", "listid"}};

}  // namespace webhook_columns
}  // namespace

const Resource<Webhook> kWebhooks = {"webhooks",
                                     "webhook",
                                     "Webhook",
                                     webhook_columns::kRow,
                                     webhook_columns::kRow,
                                     webhook_columns::kCriteria};

}  // namespace hookline
