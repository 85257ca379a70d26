#include "catcher/verdicts/catalogue/event_catalogue.h"

#include <stdexcept>

#include <gmock/gmock.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

constexpr const char* kSome = R"({
  "events": [
    {"name": "update", "label": "Contact updated", "fields": [
      {"name": "type", "always": true, "example": "update"},
      {"name": "contact[id]", "always": true},
      {"name": "contact[fields][ID]"},
      {"name": "list[N][id]", "always": false}]},
    {"name": "deal_add", "label": "Deal added", "fields": [
      {"name": "deal[fields][N][key]", "always": true}]}],
  "automation_action": {"label": "Automation", "fields": [
    {"name": "seriesid", "always": true}, {"name": "contact[fields][TAG]"}]},
  "more": 3})";

std::optional<KnownEvent> recognised(std::string_view form) {
  return EventCatalogue(kSome).recognise(decode_form(form));
}

TEST(EventCatalogue, NamesTheEventOfAForm) {
  const auto event = recognised("type=update&contact[id]=42&contact[fields][7]=Blue");
  ASSERT_TRUE(event);
  EXPECT_EQ(event->name, "update");
  EXPECT_EQ(event->label, "Contact updated");
  EXPECT_THAT(event->missing, IsEmpty());
  EXPECT_THAT(event->unknown, IsEmpty());
}

TEST(EventCatalogue, TellsWhatIsMissingAndWhatIsUnknownOnce) {
  const auto event =
      recognised("type=update&contact[ip]=1&contact[ip]=2&list[0][id]=1&list[x][id]=");
  EXPECT_THAT(event->missing, ElementsAre("contact[id]"));
  EXPECT_THAT(event->unknown, ElementsAre("contact[ip]", "list[x][id]"));
}

TEST(EventCatalogue, KnowsTheFieldsOfAPatternThatIsAlwaysThere) {
  EXPECT_THAT(recognised("type=deal_add")->missing, ElementsAre("deal[fields][N][key]"));
  EXPECT_THAT(recognised("type=deal_add&deal[fields][12][key]=a")->missing, ElementsAre());
}

TEST(EventCatalogue, KnowsNoOtherForms) {
  EXPECT_FALSE(recognised(""));
  EXPECT_FALSE(recognised("a=b"));
  EXPECT_FALSE(recognised("type=new_kind&contact[id]=1"));
}

TEST(EventCatalogue, KnowsAKindThatNoFieldNamesByItsFields) {
  const auto event = recognised("contact[fields][COLOUR]=x&seriesid=9&extra=1");
  ASSERT_TRUE(event);
  EXPECT_EQ(event->name, "automation_action");
  EXPECT_EQ(event->label, "Automation");
  EXPECT_THAT(event->unknown, ElementsAre("extra"));
}

TEST(EventCatalogue, TakesTheFieldThatNamesTheEventFromTheFile) {
  const EventCatalogue catalogue(
      R"({"event_field": "kind", "events": [{"name": "a", "label": "A", "fields": []}]})");
  EXPECT_EQ(catalogue.name_in("type=x&kind=a"), "a");
  EXPECT_EQ(catalogue.name_in("type=a"), "");
}

TEST(EventCatalogue, ListsSoManyUnknownFieldsAndCountsTheRest) {
  std::string form = "type=update";
  for (int i = 0; i < 1000; ++i) form += "&x" + std::to_string(i) + "=";
  const auto event = recognised(form);
  EXPECT_EQ(event->unknown.size(), 200u);
  EXPECT_EQ(event->more_unknown, 800u);
}

struct BadCatalogue {
  const char* text;
  const char* sentence;
};

class CatalogueRefusal : public testing::TestWithParam<BadCatalogue> {};

TEST_P(CatalogueRefusal, SaysWhereAndWhat) {
  try {
    EventCatalogue catalogue(GetParam().text);
    FAIL() << GetParam().text;
  } catch (const std::invalid_argument& error) {
    EXPECT_THAT(error.what(), StartsWith(GetParam().sentence));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Catalogues, CatalogueRefusal,
    testing::Values(
        BadCatalogue{"", "the catalogue: not JSON"},
        BadCatalogue{"[]", "the catalogue: expected an"},
        BadCatalogue{"{}", "the catalogue: it has no \"events\""},
        BadCatalogue{R"({"events": {}})", "/events: expected a list, not object"},
        BadCatalogue{R"({"events": [3]})", "/events/0: expected an object"},
        BadCatalogue{R"({"events": [{"name": ""}]})", "/events/0/name: expected a text"},
        BadCatalogue{R"({"events": [{"name": "a"}]})", "/events/0: it has no \"label\""},
        BadCatalogue{R"({"events": [{"name": "a", "label": "A"}]})",
                     "/events/0: it has no \"fields\""},
        BadCatalogue{R"({"events": [{"name": "a", "label": "A", "fields": ["x"]}]})",
                     "/events/0/fields/0: expected an object"},
        BadCatalogue{
            R"({"events": [{"name": "a", "label": "A", "fields": [{"name": "x", "always": 1}]}]})",
            "/events/0/fields/0/always: expected true or false"},
        BadCatalogue{R"({"events": [{"name": "a", "label": "A", "fields": []},
                                    {"name": "a", "label": "B", "fields": []}]})",
                     "/events/1: there are two events called \"a\""},
        BadCatalogue{R"({"event_field": 3, "events": []})", "/event_field: expected a text"}));

TEST(FieldPattern, StandsForWhatIsInItsBrackets) {
  EXPECT_TRUE(matches_field("list[N][id]", "list[12][id]"));
  EXPECT_FALSE(matches_field("list[N][id]", "list[a][id]"));
  EXPECT_FALSE(matches_field("list[N][id]", "list[][id]"));
  EXPECT_FALSE(matches_field("list[N][id]", "list[1][id]x"));
  EXPECT_FALSE(matches_field("list[N][id]", "list[1"));
  EXPECT_TRUE(matches_field("contact[fields][TAG]", "contact[fields][fav colour]"));
  EXPECT_FALSE(matches_field("contact[fields][TAG]", "contact[fields]"));
  EXPECT_TRUE(matches_field("a[b]", "a[b]"));
  EXPECT_FALSE(matches_field("a[b]", "a[c]"));
  EXPECT_FALSE(is_field_pattern("contact[first_name]"));
  EXPECT_FALSE(is_field_pattern("a[]"));
  EXPECT_TRUE(is_field_pattern("a[b][ID]"));
}

}  // namespace
}  // namespace hookline
