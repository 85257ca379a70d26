#include "emitter/platform/store/rows/webhook_rows.h"

#include "emitter/delivery/queue/stored_number.h"

#include <string>
#include <string_view>
#include <vector>

namespace hookline {
namespace {

/// "open,click,": names outlast the order in which the program has them.
std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += name + ',';
  return all;
}

/// Those that a webhook listens for, and that never come.
std::vector<std::string> silent_in(std::string_view names) {
  std::vector<std::string> silent;
  for (auto end = names.find(','); end != std::string_view::npos; end = names.find(',')) {
    if (is_silent_event(names.substr(0, end))) silent.emplace_back(names.substr(0, end));
    names.remove_prefix(end + 1);
  }
  return silent;
}

template <class Set, class Named>
Set set_of(std::string_view names, Named named) {
  Set set;
  for (auto end = names.find(','); end != std::string_view::npos; end = names.find(',')) {
    if (const auto one = named(names.substr(0, end))) set.set(static_cast<std::size_t>(*one));
    names.remove_prefix(end + 1);
  }
  return set;
}

KeptWebhook kept_in(const SqliteStatement& row) {
  Webhook webhook{number_in(row, 0),
                  std::string(row.bytes(1)),
                  Url::parse(std::string(row.bytes(2))),
                  number_in(row, 3),
                  set_of<EventTypeSet>(row.bytes(4), event_type_named),
                  set_of<SourceSet>(row.bytes(5), source_named)};
  webhook.active = row.integer(6) != 0;
  webhook.created_s = row.integer(8);
  webhook.silent_events = silent_in(row.bytes(4));
  return {std::move(webhook), std::string(row.bytes(7)), row.integer(9)};
}

}  // namespace

void WebhookRows::create_table(SqliteConnection& connection) {
  connection.run(R"(
CREATE TABLE webhook (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  list INTEGER NOT NULL,      -- 0: all
  events TEXT NOT NULL,       -- names, each with a comma behind it
  sources TEXT NOT NULL,      -- the same
  active INTEGER NOT NULL,
  why_inactive TEXT NOT NULL,
  created_s INTEGER NOT NULL  -- since 1970
))");
}

void WebhookRows::add_tables(SqliteConnection& connection) {
  connection.run(R"(
CREATE TABLE IF NOT EXISTS webhook_off (
  id INTEGER PRIMARY KEY,     -- of a webhook that was switched off
  since_s INTEGER NOT NULL    -- since 1970
))");
}

WebhookRows::WebhookRows(SqliteConnection& connection)
    : put_(connection.prepare("INSERT OR REPLACE INTO webhook VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")),
      remove_(connection.prepare("DELETE FROM webhook WHERE id = ?")),
      put_off_(connection.prepare("INSERT OR REPLACE INTO webhook_off VALUES (?, ?)")),
      remove_off_(connection.prepare("DELETE FROM webhook_off WHERE id = ?")),
      all_(connection.prepare(
          "SELECT webhook.id, name, url, list, events, sources, active, why_inactive, created_s, "
          "coalesce(since_s, 0) FROM webhook LEFT JOIN webhook_off ON webhook_off.id = webhook.id "
          "ORDER BY webhook.id")) {}

void WebhookRows::put(const KeptWebhook& kept) {
  const Webhook& webhook = kept.webhook;
  const std::string events = joined(event_names(webhook));
  const std::string sources = joined(names_of(webhook.sources));
  const std::string url = webhook.url.text();
  put_.bind(1, stored(webhook.id));
  put_.bind_text(2, webhook.name);
  put_.bind_text(3, url);
  put_.bind(4, stored(webhook.list));
  put_.bind_text(5, events);
  put_.bind_text(6, sources);
  put_.bind(7, webhook.active ? 1 : 0);
  put_.bind_text(8, kept.why_inactive);
  put_.bind(9, webhook.created_s);
  put_.run();
  if (webhook.active) {
    remove_off_.run_with(stored(webhook.id));
  } else {
    put_off_.run_with(stored(webhook.id), kept.inactive_since_s);
  }
}

void WebhookRows::remove(std::uint64_t id) {
  remove_.run_with(stored(id));
  remove_off_.run_with(stored(id));
}

std::vector<KeptWebhook> WebhookRows::all() {
  const SqliteReset reset(all_);
  std::vector<KeptWebhook> all;
  while (all_.step()) all.push_back(kept_in(all_));
  return all;
}

}  // namespace hookline
