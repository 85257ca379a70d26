#include "emitter/samples/sample.h"

#include "emitter/platform/payloads/field_pattern.h"
#include "emitter/platform/payloads/payload.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace hookline {
namespace {

/// Fields of live payloads, as patterns, that no sample has.
constexpr std::array<std::string_view, 28> kLiveOnly = {
    "account_id",
    "active_subscriptions[N]",
    "campaign[message][id]",
    "campaign[message][subject]",
    "campaign[name]",
    "campaign[webcopy_url]",
    "contact[orgname]",
    "customer_acct_id",
    "customer_acct_name",
    "deal[create_date]",
    "deal[create_date_iso]",
    "deal[fields][N][id]",
    "deal[fields][N][key]",
    "deal[fields][N][value]",
    "deal[orgid]",
    "deal[orgname]",
    "deal[value_raw]",
    "list[N][id]",
    "list[N][name]",
    "list[fulladdress]",
    "list[id]",
    "list[name]",
    "list[userid]",
    "orgname",
    "task[donedate_iso]",
    "task[duedate_iso]",
    "task[edate]",
    "task[edate_iso]",
};
static_assert(std::ranges::is_sorted(kLiveOnly));

struct SampleField {
  std::string_view name;
  std::string_view example;
};

/// Fields that samples have and live payloads of the same kind may not. Each stands behind what
/// begins as it does; where among those is not known.
constexpr std::array<SampleField, 9> kSampleOnly = {{
    {"contact[customer_acct_id]", "1"},
    {"campaign[status]", "5"},
    {"campaign[type]", "single"},
    {"campaign[recipients]", "1200"},
    {"deal[note]", "Sample note"},
    {"deal[contact_avatar]", "https://example.com/avatar.png"},
    {"deal[age]", "12"},
    {"deal[customer_acct_name]", "Example Inc"},
    {"deal[customer_acct_id]", "1"},
}};

bool is_about_deals(EventType type) {
  return name_of(type).starts_with("deal_");
}

/// Without a contact block, which the live payload has.
bool leaves_contact_out(EventType type) {
  return type == EventType::kDealAdd || type == EventType::kDealUpdate ||
         type == EventType::kDealTaskAdd;
}

bool is_in_sample(EventType type, std::string_view name) {
  if (std::ranges::binary_search(kLiveOnly, name)) return false;
  if (name == "User-Agent") return false;
  if (name == "list") return !is_about_deals(type);
  return root_of(name) != "contact" || !leaves_contact_out(type);
}

bool has(const FormFields& fields, std::string_view name) {
  return std::any_of(fields.begin(), fields.end(),
                     [&](const FormField& field) { return field.name == name; });
}

/// What the samples' own fields of this root are, put behind the ones that are there.
void add_sample_only(FormFields& fields, std::string_view root) {
  for (const SampleField& field : kSampleOnly) {
    if (root_of(field.name) != root || has(fields, field.name)) continue;
    fields.push_back({std::string(field.name), std::string(field.example)});
  }
}

std::string value_in(EventType type, const PayloadField& field) {
  if (root_of(field.name) == "initiated_from" || root_of(field.name) == "initiated_by") {
    return std::string(name_of(typical_sources(type).front()));
  }
  return std::string(field.example);
}

/// With numbers in the places of a pattern's keys.
std::string filled(std::string_view pattern) {
  const std::string_view key = pattern.find("[ID]") != std::string_view::npos ? "[1]" : "[0]";
  return pattern_filled_from(pattern, key);
}

}  // namespace

FormFields sample_of(EventType type, std::string_view url) {
  FormFields fields;
  std::string_view root;
  for (const PayloadField& field : fields_of(type)) {
    if (!is_in_sample(type, field.name)) continue;
    if (root_of(field.name) != root) add_sample_only(fields, root);
    root = root_of(field.name);
    fields.push_back({filled(field.name), value_in(type, field)});
  }
  add_sample_only(fields, root);
  const auto named = [](std::string_view name) {
    return [name](const FormField& field) { return field.name == name; };
  };
  std::iter_swap(std::ranges::find_if(fields, named("initiated_from")),
                 std::ranges::find_if(fields, named("initiated_by")));
  const bool names_the_url = !is_about_deals(type) && type != EventType::kListAdd;
  if (names_the_url) fields.push_back({"url", std::string(url)});
  return fields;
}

}  // namespace hookline
