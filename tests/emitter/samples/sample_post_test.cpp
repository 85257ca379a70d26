#include "emitter/samples/sample_post.h"

#include "catcher/base/http/bodies/form.h"
#include "catcher/base/process/failure.h"
#include "emitter/samples/sample.h"
#include "emitter/visits/visitor.h"
#include "tests/support/scripted_receiver.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::HasSubstr;

std::string body_of(const std::string& request) {
  return request.substr(request.find("\r\n\r\n") + 4);
}

TEST(SamplePost, PostsTheSampleOfEachKindToTheUrl) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  const Url to = Url::parse(receiver.url("/hook?key=1"));
  constexpr auto kAll = all_event_types();
  Visitor visitor({}, {});
  std::vector<EventType> ended;
  post_samples(visitor, to, kAll, SampleForm::kSample,
               [&](EventType type, const OutgoingResult& result) {
                 EXPECT_TRUE(is_taken(result)) << result.problem;
                 ended.push_back(type);
               });
  EXPECT_THAT(ended, testing::ElementsAreArray(kAll));
  const auto requests = receiver.requests();
  ASSERT_EQ(requests.size(), kAll.size());
  for (std::size_t i = 0; i < requests.size(); ++i) {
    EXPECT_THAT(requests[i], testing::StartsWith("POST /hook?key=1 HTTP/1.1\r\n"));
    EXPECT_THAT(requests[i], HasSubstr("Content-Type: application/x-www-form-urlencoded\r\n"));
    EXPECT_EQ(decode_form(body_of(requests[i])), sample_of(kAll[i], to.text()));
  }
}

TEST(SamplePost, HasTheLiveFormWhereThatIsWanted) {
  const Url to = Url::parse("http://127.0.0.1/");
  const FormFields live = decode_form(sample_body(EventType::kDealAdd, SampleForm::kLive, to));
  const auto has = [&](const std::string& name) {
    return std::any_of(live.begin(), live.end(),
                       [&](const FormField& field) { return field.name == name; });
  };
  EXPECT_EQ(live.at(2).name, "initiated_from");
  EXPECT_TRUE(has("deal[value_raw]"));
  EXPECT_TRUE(has("list"));
  EXPECT_TRUE(has("contact[orgname]"));
  EXPECT_FALSE(has("deal[contact_avatar]"));
}

TEST(SamplePost, GoesWhereItMayAndNowhereElse) {
  Visitor visitor({}, {});
  constexpr EventType kOne[] = {EventType::kOpen};
  EXPECT_THROW(post_samples(visitor, Url::parse("http://hooks.example/"), kOne, SampleForm::kSample,
                            [](EventType, const OutgoingResult&) {}),
               Failure);
}

}  // namespace
}  // namespace hookline
