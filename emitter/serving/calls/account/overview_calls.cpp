#include "emitter/serving/calls/account/overview_calls.h"

#include "catcher/base/json/json_writer.h"
#include "emitter/platform/calls/call_parameters.h"
#include "emitter/platform/calls/route_table.h"
#include "emitter/platform/running/platform.h"
#include "emitter/platform/writing/automation_json.h"
#include "emitter/serving/calls/account/account_entries.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace hookline {
namespace {

/// Of each kind of thing; the page has no room for more.
constexpr std::size_t kShownMax = 500;

/// The newest that are so: as many as are shown.
template <class Entity, class IsIt>
std::vector<const Entity*> shown_of(const Table<Entity>& table, IsIt is_it) {
  std::vector<const Entity*> found;
  const auto end = std::make_reverse_iterator(table.begin());
  for (auto at = std::make_reverse_iterator(table.end()); at != end; ++at) {
    if (found.size() == kShownMax) break;
    if (is_it(*at->second)) found.push_back(at->second.get());
  }
  return found;
}

template <class Entity>
std::vector<const Entity*> shown_of(const Table<Entity>& table) {
  return shown_of(table, [](const Entity&) { return true; });
}

template <class Entity>
void write_titled(JsonObjectWriter& object, std::string_view name, const Table<Entity>& table) {
  object.objects(name, table, [](JsonObjectWriter& entry, const auto& row) {
    entry.number("id", row.second->id);
    entry.text("title", row.second->title);
  });
}

void write_account(JsonObjectWriter& object, const AccountProfile& profile) {
  JsonObjectWriter account = object.object("account");
  account.number("id", profile.id);
  account.text("timezone", profile.time_zone.name());
  account.text("currency", profile.currency);
  account.end();
}

void write_people(JsonObjectWriter& object, const Platform::View& view) {
  object.objects("users", view.account.users, [](JsonObjectWriter& user, const auto& row) {
    user.number("id", row.second->id);
    user.text("first_name", row.second->first_name);
    user.text("last_name", row.second->last_name);
  });
  object.objects("lists", view.account.lists, [&](JsonObjectWriter& list, const auto& row) {
    list.number("id", row.second->id);
    list.text("name", row.second->name);
    list.number("contacts", view.tally.on_list(row.first).size());
    list.text("subscribe", PublicLinks::subscribe(row.first));
  });
  object.objects("tags", shown_of(view.account.tags), [](JsonObjectWriter& tag, const Tag* one) {
    tag.number("id", one->id);
    tag.text("name", one->name);
  });
}

void write_fields(JsonObjectWriter& object, const AccountState& account) {
  object.objects("fields", account.contact_fields, [](JsonObjectWriter& field, const auto& row) {
    field.number("id", row.second->id);
    field.text("title", row.second->title);
    field.text("tag", row.second->tag);
    field.text("type", row.second->type);
  });
  write_titled(object, "deal_fields", account.deal_fields);
}

void write_automations(JsonObjectWriter& object, const Platform::View& view) {
  object.objects("automations", shown_of(view.account.automations),
                 [&](JsonObjectWriter& entry, const Automation* automation) {
                   entry.number("id", automation->id);
                   entry.text("name", automation->name);
                   write_automation_start(entry, *automation);
                   write_automation_steps(entry, *automation);
                   entry.number("inside", view.tally.inside_automation(automation->id));
                 });
}

std::vector<const Stage*> stages_of(const AccountState& account, std::uint64_t pipeline) {
  std::vector<const Stage*> stages;
  for (const auto& [id, stage] : account.stages)
    if (stage->pipeline == pipeline) stages.push_back(stage.get());
  std::ranges::stable_sort(stages, {}, &Stage::order);
  return stages;
}

void write_pipelines(JsonObjectWriter& object, const AccountState& account) {
  object.objects("pipelines", account.pipelines, [&](JsonObjectWriter& entry, const auto& row) {
    entry.number("id", row.first);
    entry.text("title", row.second->title);
    entry.text("currency", row.second->currency);
    entry.objects("stages", stages_of(account, row.first),
                  [](JsonObjectWriter& stage, const Stage* one) {
                    stage.number("id", one->id);
                    stage.text("title", one->title);
                    stage.text("color", one->color);
                  });
  });
}

void write_deals(JsonObjectWriter& object, const AccountState& account) {
  write_titled(object, "task_types", account.task_types);
  object.objects(
      "deals",
      shown_of(account.deals, [](const Deal& deal) { return deal.status == DealStatus::kOpen; }),
      [&](JsonObjectWriter& entry, const Deal* deal) { write_deal(entry, *deal, account); });
  object.objects("tasks", shown_of(account.tasks, [](const Task& task) { return !task.done_s; }),
                 [](JsonObjectWriter& entry, const Task* task) { write_task(entry, *task); });
}

void write_counts(JsonObjectWriter& object, const Platform::View& view) {
  JsonObjectWriter counts = object.object("counts");
  counts.number("contacts", view.account.contacts.size());
  counts.number("tags", view.account.tags.size());
  counts.number("campaigns", view.account.campaigns.size());
  counts.number("automations", view.account.automations.size());
  counts.number("journeys", view.account.journeys.size());
  counts.number("deals", view.account.deals.size());
  counts.number("open_deals", view.tally.open_deals());
  counts.number("tasks", view.account.tasks.size());
  counts.number("open_tasks", view.tally.open_tasks());
  counts.number("notes", view.account.notes.size());
  counts.end();
}

void write_catcher(JsonObjectWriter& object, const NeighbourCatcher& catcher) {
  if (catcher.page.empty()) return object.null("catcher");
  JsonObjectWriter entry = object.object("catcher");
  entry.text("page", catcher.page);
  entry.text("catching", catcher.catching);
  entry.end();
}

std::string overview(const Platform::View& view, const PublicLinks& links,
                     const NeighbourCatcher& catcher) {
  std::string json;
  JsonObjectWriter object(json);
  write_account(object, view.account.profile);
  write_people(object, view);
  write_fields(object, view.account);
  object.objects("campaigns", shown_of(view.account.campaigns),
                 [&](JsonObjectWriter& entry, const Campaign* campaign) {
                   write_campaign(entry, *campaign, view, links);
                 });
  write_automations(object, view);
  write_pipelines(object, view.account);
  write_deals(object, view.account);
  write_counts(object, view);
  write_catcher(object, catcher);
  object.number("version", view.version);
  object.end();
  return json + "\n";
}

}  // namespace

void route_overview(RouteTable& routes, const Platform& platform, const PublicLinks& links,
                    NeighbourCatcher catcher) {
  routes.add("GET", "/hookline/overview",
             [&platform, &links, catcher = std::move(catcher)](const PlatformCall& call) {
               check_parameters(call, {});
               return json_answer(200, platform.read([&](const Platform::View& view) {
                 return overview(view, links, catcher);
               }));
             });
}

}  // namespace hookline
