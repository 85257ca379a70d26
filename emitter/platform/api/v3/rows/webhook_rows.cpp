#include "emitter/platform/api/v3/rows/webhook_rows.h"

namespace hookline {
namespace {
/// The room's files are compiled as one: names of columns repeat.
namespace webhook_columns {

// Never echoed, whatever was sent: a client in Go takes texts alone.
constexpr Column<Webhook> kRow[] = {
    {"cdate", [](const Webhook& w, const RowContext& c) { return c.time(w.created_s); }},
    {"listid", [](const Webhook& w, const RowContext&) { return id_text(w.list); }},
    {"name", [](const Webhook& w, const RowContext&) -> VendorJson { return w.name; }},
    {"url", [](const Webhook& w, const RowContext&) -> VendorJson { return w.url.text(); }},
    {"events", [](const Webhook& w, const RowContext&) -> VendorJson { return event_names(w); }},
    {"sources",
     [](const Webhook& w, const RowContext&) -> VendorJson { return names_of(w.sources); }},
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
