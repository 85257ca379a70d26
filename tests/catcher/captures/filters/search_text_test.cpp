#include "catcher/captures/filters/search_text.h"

#include "catcher/captures/filters/capture_filter.h"
#include "tests/support/made_capture.h"

#include <stdexcept>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string refusal_of(std::string_view text) {
  try {
    search_terms(text);
  } catch (const std::invalid_argument& refused) {
    return refused.what();
  }
  return "";
}

bool finds(const std::string& text, const Capture& capture) {
  const CaptureFilter filter(FormFields{{"q", text}});
  EXPECT_EQ(filter.matches(capture), filter.mismatches(capture).empty()) << text;
  return filter.matches(capture);
}

Capture json_capture(const std::string& body) {
  Capture capture =
      capture_of("POST /a?page=2 HTTP/1.1\r\nContent-Type: application/json\r\n\r\n" + body);
  capture.body_bytes = body.size();
  return capture;
}

TEST(SearchTerms, AreWordsQuotesAndFilters) {
  EXPECT_THAT(search_terms("lamp -draft \"two words\" method=post"),
              ElementsAre(FormField{"text", "lamp"}, FormField{"-text", "draft"},
                          FormField{"text", "two words"}, FormField{"method", "post"}));
  EXPECT_THAT(search_terms("size>1k duration<=2s status!=200 -status!=404"),
              ElementsAre(FormField{"size", ">1k"}, FormField{"duration", "<=2s"},
                          FormField{"-status", "200"}, FormField{"status", "404"}));
  EXPECT_THAT(search_terms("form.\"first name\"=\"Jane *\" form.a[b]=c=d"),
              ElementsAre(FormField{"form.first name", "Jane \\*"}, FormField{"form.a[b]", "c=d"}));
  EXPECT_THAT(search_terms("  "), IsEmpty());
}

TEST(SearchTerms, TakeWhatHasNoNameForText) {
  EXPECT_THAT(
      search_terms("https://a.example/?b=c =x <b> - 50%"),
      ElementsAre(FormField{"text", "https://a.example/?b=c"}, FormField{"text", "=x"},
                  FormField{"text", "<b>"}, FormField{"text", "-"}, FormField{"text", "50%"}));
  EXPECT_THAT(search_terms(R"("type=sale" "say \"hi\"" "unclosed)"),
              ElementsAre(FormField{"text", "type=sale"}, FormField{"text", "say \"hi\""},
                          FormField{"text", "unclosed"}));
  EXPECT_THAT(search_terms("lam* *mp *"),
              ElementsAre(FormField{"text", "lam"}, FormField{"text", "mp"}));
}

TEST(SearchTerms, RefuseNamesThatNoFilterHas) {
  EXPECT_THAT(refusal_of("metod=GET"), HasSubstr("did you mean method=?"));
  EXPECT_THAT(refusal_of("fomr.type=a"), HasSubstr("did you mean form.type=?"));
  EXPECT_THAT(refusal_of("customer=7"), HasSubstr("a form field is form.customer="));
  EXPECT_THAT(refusal_of("customer=7"), HasSubstr("quotes: \"customer=7\""));
  EXPECT_THAT(refusal_of("method>GET"), HasSubstr("can't be asked with >"));
  EXPECT_THAT(refusal_of("method:GET"), HasSubstr("write method=GET"));
  EXPECT_THAT(refusal_of("json.type:sale"), HasSubstr("write json.type=sale; to look for"));
  EXPECT_THAT(refusal_of("la*mp"), HasSubstr("within a word"));
  EXPECT_THAT(refusal_of("q=a"), HasSubstr("there is no filter"));
}

TEST(Search, FindsWhatMeetsAllOfIt) {
  const auto sale = form_capture("/orders/1", "type=sale&note=a+broken+lamp");
  EXPECT_TRUE(finds("lamp broken", sale));
  EXPECT_FALSE(finds("\"lamp broken\"", sale));
  EXPECT_TRUE(finds("\"broken lamp\" METHOD=post Form.type=s*e path=/*/1", sale));
  EXPECT_FALSE(finds("lamp -broken", sale));
  EXPECT_FALSE(finds("-form.type=sale", sale));
  EXPECT_TRUE(finds("form.note=* -form.other=*", sale));
  EXPECT_FALSE(finds("form.type=\"s*e\"", sale));
}

TEST(Search, FindsJsonValuesByTheirPaths) {
  const auto order = json_capture(
      R"({"user":{"email":"j\u0061ne@example.com"},"items":[{"sku":"A1","n":2},{"sku":"B2"}],"paid":true,"a.b":1})");
  EXPECT_TRUE(finds("json.user.email=jane@*", order));
  EXPECT_FALSE(finds("json.email=jane@*", order));
  EXPECT_TRUE(finds("json.items.sku=B2 json.items.1.sku=B2 json.items.*.n=2", order));
  EXPECT_FALSE(finds("json.items.0.sku=B2", order));
  EXPECT_TRUE(finds(R"(json.paid=true json.user=* json.a\.b=1)", order));
  EXPECT_TRUE(finds("-json.user.email=*@example.org query.page=2 size>10 size<1k", order));
  EXPECT_TRUE(finds("json.a=2", json_capture("{\"a\":1}\n{\"a\":2}\n")));
  EXPECT_TRUE(finds("json.a=1", json_capture("{\"a\":1,\"b\":")));
  EXPECT_FALSE(finds("json.a=1", json_capture("a=1")));
  EXPECT_FALSE(finds("json.a=1", json_capture(std::string(100'000, '['))));
}

TEST(Search, TakesNumbersAsRangesAndLists) {
  auto capture = form_capture("/", "");
  capture.reply.status = 404;
  capture.duration_us = 100'000;
  for (const char* status : {"4xx", "404", "200,404", "400..410", ">=400", ">3xx", "<5xx"}) {
    EXPECT_TRUE(finds(std::string("status=") + status, capture)) << status;
  }
  for (const char* status : {"5xx", "403", "405..410", ">404", "<=3xx"}) {
    EXPECT_FALSE(finds(std::string("status=") + status, capture)) << status;
  }
  EXPECT_TRUE(finds("duration>=100ms duration<0.2s", capture));
  EXPECT_FALSE(finds("duration>100ms", capture));
}

TEST(CaptureFilter, TakesRelationsAsQueriesHaveThem) {
  auto capture = form_capture("/", "a=b");
  capture.body_bytes = 2'048;
  EXPECT_TRUE(CaptureFilter(FormFields{{"size>", "2k"}}).matches(capture));
  EXPECT_TRUE(CaptureFilter(FormFields{{"size>1k", ""}}).matches(capture));
  EXPECT_FALSE(CaptureFilter(FormFields{{"method!", "POST"}}).matches(capture));
  EXPECT_FALSE(CaptureFilter(FormFields{{"-form.a", "b"}}).matches(capture));
}

TEST(WhyNotInMatch, LooksIntoTheTextOfASearch) {
  EXPECT_EQ(why_not_in_match({"q", "lamp -method=GET size>1k"}), "");
  EXPECT_THAT(why_not_in_match({"q", "status=500"}), HasSubstr("unknown filter \"status\""));
}

}  // namespace
}  // namespace hookline
