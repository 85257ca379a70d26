#include "emitter/serving/recording/expectations.h"

#include "catcher/base/http/bodies/form.h"
#include "emitter/scenario/expect/matcher.h"
#include "emitter/scenario/play/rehearsal.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace hookline {
namespace {

/// What one delivery must be like.
struct Wanted {
  std::string receiver;
  std::string type;
  StepJson fields = StepJson::object();
};

/// A text, or what may stand there instead of it.
StepJson matcher_for(const std::string& one, const std::string& other) {
  if (one == other) return one;
  if (is_like(Likeness::kDateTime, one)) return {{"like", "date_time"}};
  if (is_like(Likeness::kInteger, one)) return {{"like", "integer"}};
  return {{"present", true}};
}

/// Of the same delivery in two rehearsals.
Wanted wanted(const RehearsedDelivery& one, const RehearsedDelivery& other) {
  Wanted wanted{one.receiver, "", StepJson::object()};
  const FormFields here = decode_form(*one.payload);
  const FormFields there = decode_form(*other.payload);
  for (std::size_t i = 0; i < here.size() && i < there.size(); ++i) {
    if (here[i].name == "type") wanted.type = here[i].value;
    wanted.fields[here[i].name] = matcher_for(here[i].value, there[i].value);
  }
  return wanted;
}

/// Of those to one receiver with the same type: the names of all fields that some of them have.
using FieldNames = std::map<std::pair<std::string, std::string>, std::set<std::string>>;

/// So that it isn't met by what has more fields.
StepJson absent_fields(const Wanted& wanted, const FieldNames& names) {
  StepJson absent = StepJson::array();
  for (const std::string& name : names.at({wanted.receiver, wanted.type}))
    if (!wanted.fields.contains(name)) absent.push_back(name);
  return absent;
}

/// The deliveries that must be alike are one entry with their number.
StepJson entries(const std::vector<Wanted>& all) {
  FieldNames names;
  for (const Wanted& one : all)
    for (const auto& [name, matcher] : one.fields.items())
      names[{one.receiver, one.type}].insert(name);
  StepJson entries = StepJson::array();
  std::map<std::pair<std::string, std::string>, std::size_t> places;
  for (const Wanted& one : all) {
    const auto [place, is_new] =
        places.try_emplace({one.receiver, one.fields.dump()}, entries.size());
    if (!is_new) {
      entries[place->second]["count"] = entries[place->second]["count"].get<int>() + 1;
      continue;
    }
    StepJson entry = {{"webhook", one.receiver}, {"count", 1}, {"fields", one.fields}};
    if (StepJson absent = absent_fields(one, names); !absent.empty())
      entry["absent"] = std::move(absent);
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace

StepJson expectations_of(const Scenario& scenario, std::int64_t now_ms) {
  // Another year, month, day, hour, minute and second, and on the other side of a change of clocks.
  constexpr std::int64_t kMuchLater_ms = ((400 + 182) * 86'400 + 11 * 3600 + 17 * 60 + 23) * 1000LL;
  const auto now = rehearse(scenario, now_ms);
  const auto later = rehearse(scenario, now_ms + kMuchLater_ms);
  std::vector<Wanted> all;
  for (std::size_t i = 0; i < now.size() && i < later.size(); ++i)
    all.push_back(wanted(now[i], later[i]));
  StepJson expected = entries(all);
  for (const WebhookSetup& webhook : scenario.webhooks) {
    if (std::ranges::find(all, webhook.name, &Wanted::receiver) == all.end())
      expected.push_back({{"webhook", webhook.name}, {"count", 0}});
  }
  return expected;
}

}  // namespace hookline
