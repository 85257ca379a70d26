#include "catcher/base/json/json_members.h"

#include "catcher/base/json/json_mistakes.h"

#include <optional>
#include <string>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using testing::ElementsAre;
using enum JsonNeed;

struct Person {
  std::string name;
  std::optional<std::uint64_t> age;
  bool is_known = false;
};

constexpr JsonMember<Person> kMembers[] = {
    {"name", read_into<&Person::name, &JsonValue::name>, kRequired, write_from<&Person::name>},
    {"age", read_into<&Person::age, &JsonValue::count>, kOptional, write_from<&Person::age>},
    {"known", read_into<&Person::is_known, &JsonValue::boolean>},
    {"read_elsewhere", nullptr},
};

std::vector<std::string> mistakes_of(std::string_view text) {
  const auto document = JsonDocument::parse(text, "x.json");
  JsonMistakes mistakes;
  mistakes.read(document.root(), [&] { read_new<Person>(document.root(), kMembers); });
  try {
    mistakes.refuse_if_any();
  } catch (const InvalidFile& invalid) {
    return invalid.mistakes();
  }
  return {};
}

TEST(JsonMembers, AreReadIntoTheirPlaces) {
  const auto document =
      JsonDocument::parse(R"({"age": 7, "known": true, "name": "A", "read_elsewhere": []})", "");
  const auto person = read_new<Person>(document.root(), kMembers);
  EXPECT_EQ(person.name, "A");
  EXPECT_EQ(person.age, 7U);
  EXPECT_TRUE(person.is_known);
}

TEST(JsonMembers, KeepWhatIsThereWhereTheKeyIsMissing) {
  const auto document = JsonDocument::parse(R"({"name": "A"})", "");
  Person person{.name = {}, .age = 5, .is_known = true};
  read_members(document.root(), person, kMembers);
  EXPECT_EQ(person.age, 5U);
  EXPECT_TRUE(person.is_known);
}

TEST(JsonMembers, AreTheKeysThatAreKnown) {
  EXPECT_THAT(mistakes_of(R"({"name": "A", "agee": 7})"),
              ElementsAre("x.json:1:23: /agee: the key \"agee\" is not known here; did you mean "
                          "\"age\"? Known are: \"age\", \"known\", \"name\", \"read_elsewhere\""));
  EXPECT_THAT(mistakes_of(R"({"Name": "A"})"),
              ElementsAre("x.json:1:10: /Name: the key \"Name\" is written \"name\" here"));
}

TEST(JsonMembers, MayLeaveOthersAlone) {
  const auto document = JsonDocument::parse(R"({"name": "A", "other": 1})", "");
  Person person;
  read_known_members(document.root().object(), person, kMembers);
  EXPECT_EQ(person.name, "A");
}

TEST(JsonMembers, TellAllMistakesAndNoneThatFollowsFromAnother) {
  EXPECT_THAT(mistakes_of(R"({"name": 1, "age": -1, "known": 0})"),
              ElementsAre("x.json:1:10: /name: must be a text, not 1",
                          "x.json:1:20: /age: must be an integer of 0 or more, not -1",
                          "x.json:1:33: /known: must be true or false, not 0"));
  EXPECT_THAT(mistakes_of("{}"), ElementsAre("x.json: the key \"name\" is missing"));
}

TEST(JsonMembers, AreWrittenInTheirOrderWithoutThoseThatAreNotThere) {
  EXPECT_EQ(json_of(Person{"A", 7, true}, kMembers).dump(), R"({"name":"A","age":7})");
  EXPECT_EQ(json_of(Person{"A", {}, true}, kMembers).dump(), R"({"name":"A"})");
}

}  // namespace
}  // namespace hookline
