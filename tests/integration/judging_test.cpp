#include "catcher/base/http/bodies/form.h"
#include "catcher/base/process/failure.h"
#include "catcher/base/signing/signer.h"
#include "emitter/commands/offline/events.h"
#include "tests/support/raw_client.h"
#include "tests/support/refusal.h"
#include "tests/support/running_catcher.h"
#include "tests/support/temp_folder.h"

#include <chrono>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace hookline::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr const char* kForm = "application/x-www-form-urlencoded";

void post(RunningCatcher& catcher, const std::string& target, const std::string& body,
          const Headers& headers) {
  RawClient client(catcher->catching_url());
  std::string request = "POST " + target + " HTTP/1.1\r\nHost: h\r\n";
  for (const Header& header : headers) request += header.name + ": " + header.value + "\r\n";
  client.send(request + "Content-Length: " + std::to_string(body.size()) +
              "\r\nConnection: close\r\n\r\n" + body);
  client.read_to_end();
}

std::int64_t now_s() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

const SigningKey kKey{.scheme = SignatureScheme::kStandardWebhooks,
                      .secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"};

std::string put_key(RunningCatcher& catcher) {
  return catcher.call(
      "PUT", "/api/signing",
      R"([{"scheme":"standard-webhooks","key":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}])", 200);
}

TEST(SigningCall, MakesEachCaptureShowItsVerdict) {
  RunningCatcher catcher;
  post(catcher, "/", "x", sign(kKey, "m", now_s(), "x"));
  post(catcher, "/", "x\n", sign(kKey, "m", now_s(), "x"));
  post(catcher, "/", "x", sign(kKey, "m", now_s() - 1000, "x"));
  post(catcher, "/", "x", {});
  EXPECT_FALSE(catcher.get("/api/captures/1").contains("signature"));
  put_key(catcher);
  const json valid = catcher.get("/api/captures/1").at("signature");
  EXPECT_EQ(valid.at("scheme"), "standard-webhooks");
  EXPECT_EQ(valid.at("verdict"), "valid");
  EXPECT_EQ(catcher.get("/api/captures/2").at("signature").at("verdict"), "altered");
  EXPECT_EQ(catcher.get("/api/captures/3").at("signature").at("verdict"), "stale");
  EXPECT_EQ(catcher.get("/api/captures/4").at("signature").at("verdict"), "missing");
  const json list = catcher.get("/api/captures").at("captures");
  EXPECT_EQ(list.at(0).at("signature"), "valid");
  EXPECT_EQ(list.at(1).at("signature"), "altered");
  const json waited = catcher.get("/api/wait?after=3&timeout=5s").at("captures");
  EXPECT_EQ(waited.at(0).at("signature").at("verdict"), "missing");
}

TEST(SigningCall, ShowsAndTakesAwayKeys) {
  RunningCatcher catcher;
  EXPECT_EQ(catcher.get("/api/signing"), json::array());
  EXPECT_THAT(put_key(catcher), testing::Not(HasSubstr("MfKQ9")));
  EXPECT_EQ(catcher.get("/api/signing").at(0).at("key_ends"), "LaSw");
  EXPECT_EQ(catcher.call("DELETE", "/api/signing", "", 200), "[]\n");
  EXPECT_EQ(catcher.get("/api/signing"), json::array());
}

TEST(SigningCall, RefusesAListThatMakesNoSenseAndKeepsTheKeys) {
  RunningCatcher catcher;
  put_key(catcher);
  const json error =
      json::parse(catcher.call("PUT", "/api/signing", R"([{"scheme":3,"key":"k"}])", 400));
  EXPECT_THAT(error.at("error").get<std::string>(), HasSubstr("/0/scheme"));
  EXPECT_THAT(error.at("hint").get<std::string>(), HasSubstr("still hold"));
  catcher.call("PUT", "/api/signing?path=/x", "[]", 400);
  catcher.call("PUT", "/api/signing", std::string(5 << 20, ' '), 413);
  EXPECT_EQ(catcher.get("/api/signing").size(), 1u);
}

TEST(SigningOption, TakesAKeyFromAFile) {
  const TempFolder folder;
  const auto file = folder.file("key");
  std::ofstream(file) << kKey.secret << "\n";
  CatcherOptions options = RunningCatcher::free_ports();
  options.signing_key_file = file;
  options.signing_scheme = "standard-webhooks";
  RunningCatcher catcher(options);
  post(catcher, "/", "x", sign(kKey, "m", now_s(), "x"));
  EXPECT_EQ(catcher.get("/api/captures/1").at("signature").at("verdict"), "valid");
}

TEST(SigningOption, TakesAListOfKeysFromAFile) {
  const TempFolder folder;
  const auto file = folder.file("keys.json");
  std::ofstream(file) << R"([{"scheme":"github","key":"a"},{"scheme":"stripe","key":"b"}])";
  CatcherOptions options = RunningCatcher::free_ports();
  options.signing_key_file = file;
  RunningCatcher catcher(options);
  EXPECT_EQ(catcher.get("/api/signing").size(), 2u);
  std::ofstream(file) << "secret";
  const std::string refusal =
      test::refusal(ExitCode::kInvalidInput, [&] { RunningCatcher refused(options); });
  EXPECT_THAT(refusal, HasSubstr("wants --signing-scheme"));
  EXPECT_THAT(refusal, testing::Not(HasSubstr("secret")));
}

/// A catcher with the catalogue that the emitter writes.
class CatalogueCall : public testing::Test {
 protected:
  CatalogueCall() {
    std::ostringstream catalogue;
    print_events(catalogue, true);
    text_ = catalogue.str();
    const auto file = folder_.file("events.json");
    std::ofstream(file) << text_;
    CatcherOptions options = RunningCatcher::free_ports();
    options.catalogue_file = file;
    catcher_ = std::make_unique<RunningCatcher>(options);
  }

  const TempFolder folder_;
  std::string text_;
  std::unique_ptr<RunningCatcher> catcher_;
};

TEST_F(CatalogueCall, GivesTheCatalogueThatWasLoaded) {
  EXPECT_EQ(catcher_->get("/api/catalogue"), json::parse(text_));
}

TEST_F(CatalogueCall, MakesACaptureTellItsEvent) {
  post(*catcher_, "/", "type=list_add&date_time=x&initiated_from=a&initiated_by=a&surplus=1",
       {{"Content-Type", kForm}});
  const json event = catcher_->get("/api/captures/1").at("event");
  EXPECT_EQ(event.at("name"), "list_add");
  EXPECT_EQ(event.at("label"), "List added");
  EXPECT_EQ(event.at("missing").at(0), "list[id]");
  EXPECT_EQ(event.at("unknown"), json::array({"surplus"}));
  EXPECT_EQ(catcher_->get("/api/captures").at("captures").at(0).at("event"), "list_add");
}

TEST_F(CatalogueCall, NamesTheEventOfALongBodyInTheListToo) {
  post(*catcher_, "/", "type=subscriber_note&note=" + std::string(100'000, 'x') + "&contact[id]=1",
       {{"Content-Type", kForm}});
  post(*catcher_, "/", "note=" + std::string(20'000, 'x') + "&type=update",
       {{"Content-Type", kForm}});
  const json list = catcher_->get("/api/captures").at("captures");
  EXPECT_EQ(list.at(0).at("event"), "subscriber_note");
  EXPECT_FALSE(list.at(1).contains("event"));
  EXPECT_EQ(catcher_->get("/api/captures/2").at("event").at("name"), "update");
}

TEST_F(CatalogueCall, SaysNothingOfWhatIsNoEvent) {
  post(*catcher_, "/", "type=update", {{"Content-Type", "text/plain"}});
  post(*catcher_, "/", "type=nothing", {{"Content-Type", kForm}});
  EXPECT_FALSE(catcher_->get("/api/captures/1").contains("event"));
  EXPECT_FALSE(catcher_->get("/api/captures/2").contains("event"));
}

TEST(CatalogueOption, IsRefusedWithFileAndPlace) {
  const TempFolder folder;
  const auto file = folder.file("events.json");
  std::ofstream(file) << R"({"events": [{}]})";
  CatcherOptions options = RunningCatcher::free_ports();
  options.catalogue_file = file;
  const std::string refusal =
      test::refusal(ExitCode::kInvalidInput, [&] { RunningCatcher refused(options); });
  EXPECT_THAT(refusal, HasSubstr("events.json:1:13: /events/0: the key \"name\" is missing"));
  options.catalogue_file = folder.file("none.json");
  EXPECT_THROW(RunningCatcher{options}, Failure);
}

TEST(CatalogueCallAlone, IsNotFoundWithoutACatalogue) {
  RunningCatcher catcher;
  EXPECT_THAT(catcher.get("/api/catalogue", 404).at("hint").get<std::string>(),
              HasSubstr("--catalogue"));
}

}  // namespace
}  // namespace hookline::test
