#include "emitter/commands/offline/events.h"

#include "emitter/platform/events/event_type.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using testing::HasSubstr;

std::string printed(bool json) {
  std::ostringstream out;
  print_events(out, json);
  return out.str();
}

TEST(EventsCommand, NamesAllEventsForPeople) {
  const std::string text = printed(false);
  for (const EventType type : all_event_types()) {
    EXPECT_THAT(text, HasSubstr(std::string(name_of(type))));
    EXPECT_THAT(text, HasSubstr(std::string(label_of(type))));
  }
  EXPECT_THAT(text, HasSubstr("(contact[fields][ID])"));
}

TEST(EventsCommand, KeepsLinesShortForPeople) {
  std::istringstream lines(printed(false));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 100u) << line;
}

TEST(EventsCommand, GivesTheCatalogueAsJson) {
  const auto catalogue = nlohmann::json::parse(printed(true));
  ASSERT_EQ(catalogue["events"].size(), kEventTypeCount);
  for (const auto& event : catalogue["events"]) {
    const auto type = event_type_named(event["name"].get<std::string>());
    ASSERT_TRUE(type);
    EXPECT_EQ(event["label"], label_of(*type));
    EXPECT_EQ(event["list_filtered"], is_list_filtered(*type));
    EXPECT_FALSE(event["sources"].empty());
    EXPECT_EQ(event["fields"][0]["name"], "type");
    EXPECT_EQ(event["fields"][0]["example"], event["name"]);
    for (const auto& field : event["fields"])
      EXPECT_FALSE(field["when"].get<std::string>().empty());
  }
}

TEST(EventsCommand, KeepsTheAutomationActionApart) {
  const auto catalogue = nlohmann::json::parse(printed(true));
  const auto& fields = catalogue["automation_action"]["fields"];
  EXPECT_EQ(fields.front()["name"], "contact[id]");
  EXPECT_EQ(fields.back()["name"], "seriesid");
}

}  // namespace
}  // namespace hookline
