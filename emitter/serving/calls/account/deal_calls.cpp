#include "emitter/serving/calls/account/deal_calls.h"

#include "catcher/api/call/call.h"
#include "catcher/base/json/json_writer.h"
#include "emitter/platform/calls/call_parameters.h"
#include "emitter/platform/calls/route_table.h"
#include "emitter/platform/running/platform.h"
#include "emitter/serving/calls/account/account_entries.h"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

/// Those that are of the deal, the newest first.
template <class Entity, class IsIt>
std::vector<const Entity*> of_deal(const Table<Entity>& table, IsIt is_it) {
  std::vector<const Entity*> found;
  for (const auto& [id, row] : table)
    if (is_it(*row)) found.push_back(row.get());
  std::ranges::reverse(found);
  return found;
}

Answer deal_answer(const Platform& platform, const PlatformCall& call) {
  check_parameters(call, {});
  return platform.read([&](const Platform::View& view) {
    const AccountState& account = view.account;
    const std::uint64_t deal = call.id(0).value_or(0);
    if (!account.deals.find(deal)) {
      throw CallError(404, fmt::format("there is no deal {}", call.parts[0]),
                      "GET /hookline/overview lists them");
    }
    const auto is_noted = [&](const Note& note) {
      return note.of == NoteOwner::kDeal && note.owner == deal;
    };
    std::string json;
    JsonObjectWriter object(json);
    object.objects("notes", of_deal(account.notes, is_noted),
                   [](JsonObjectWriter& entry, const Note* note) {
                     entry.number("id", note->id);
                     entry.text("text", note->text);
                     write_moment(entry, "created", note->created_s);
                   });
    object.objects("tasks",
                   of_deal(account.tasks, [&](const Task& task) { return task.deal == deal; }),
                   [](JsonObjectWriter& entry, const Task* task) { write_task(entry, *task); });
    object.end();
    return json_answer(200, json + "\n");
  });
}

}  // namespace

void route_deals(RouteTable& routes, const Platform& platform) {
  routes.add("GET", "/hookline/deals/{id}",
             [&platform](const PlatformCall& call) { return deal_answer(platform, call); });
}

}  // namespace hookline
