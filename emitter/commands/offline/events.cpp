#include "emitter/commands/offline/events.h"

#include "emitter/platform/payloads/payload.h"

#include <ostream>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kAutomationLabel = "Webhook automation action";
constexpr std::size_t kColumns = 100;
constexpr std::string_view kIndent = "    ";

bool is_always_there(const PayloadField& field) {
  return field.when.starts_with("always");
}

Json json_of(const std::vector<PayloadField>& fields) {
  Json list = Json::array();
  for (const PayloadField& field : fields)
    list.push_back({{"name", field.name},
                    {"example", field.example},
                    {"always", is_always_there(field)},
                    {"when", field.when}});
  return list;
}

Json json_of(EventType type) {
  Json sources = Json::array();
  for (const Source source : typical_sources(type)) sources.push_back(name_of(source));
  return {{"name", name_of(type)},
          {"label", label_of(type)},
          {"list_filtered", is_list_filtered(type)},
          {"sources", std::move(sources)},
          {"fields", json_of(fields_of(type))}};
}

void print_json(std::ostream& out) {
  // The catcher reads this with --catalogue.
  Json catalogue = {{"event_field", "type"}, {"events", Json::array()}};
  for (const EventType type : all_event_types()) catalogue["events"].push_back(json_of(type));
  catalogue["automation_action"] = {{"label", kAutomationLabel},
                                    {"fields", json_of(automation_action_fields())}};
  out << catalogue.dump(2) << '\n';
}

/// The fields' names in lines of bounded length; those that are not always there in brackets.
void print_fields(std::ostream& out, const std::vector<PayloadField>& fields) {
  std::string line(kIndent);
  for (const PayloadField& field : fields) {
    const auto word =
        is_always_there(field) ? std::string(field.name) : fmt::format("({})", field.name);
    if (line.size() + word.size() + 1 > kColumns) {
      out << line << '\n';
      line = kIndent;
    }
    if (line.size() > kIndent.size()) line += ' ';
    line += word;
  }
  out << line << "\n\n";
}

std::string sources_of(EventType type) {
  std::string names;
  for (const Source source : typical_sources(type)) {
    if (!names.empty()) names += ", ";
    names += name_of(source);
  }
  return names;
}

void print_text(std::ostream& out) {
  for (const EventType type : all_event_types()) {
    out << fmt::format("{:<20}{:<25}{:<20}{}\n", name_of(type), label_of(type),
                       is_list_filtered(type) ? "filtered by list" : "any list", sources_of(type));
    print_fields(out, fields_of(type));
  }
  out << fmt::format("{:<20}{}\n", "(no event)", kAutomationLabel);
  print_fields(out, automation_action_fields());
  out << "Fields in wire order; those in parentheses are not always there: see --json for when.\n";
}

}  // namespace

void print_events(std::ostream& out, bool json) {
  json ? print_json(out) : print_text(out);
}

ExitCode run_events(std::span<const std::string> arguments, std::ostream& out) {
  CLI::App app("Lists the 25 events: API name, label, list filter, sources, fields.",
               "emitter events");
  bool json = false;
  app.add_flag("--json", json, "As JSON");
  if (parse_arguments(app, arguments, out) == ArgumentsCall::kRun) print_events(out, json);
  return ExitCode::kOk;
}

}  // namespace hookline
