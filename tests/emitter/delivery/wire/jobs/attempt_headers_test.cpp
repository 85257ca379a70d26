#include "emitter/delivery/wire/jobs/attempt_headers.h"

#include <memory>
#include <string>

#include <gtest/gtest.h>

namespace hookline {
namespace {

/// A head for a delivery to that URL, where the sender's page is known by that name.
std::string head_to(const std::string& url, const std::string& page) {
  const auto known = std::make_shared<SenderPage>();
  if (!page.empty()) known->tell(page);
  DispatcherOptions options;
  options.sender_page = known;
  Delivery delivery;
  delivery.url = std::make_shared<const Url>(Url::parse(url));
  std::string head = "POST / HTTP/1.1\r\n\r\n";
  AttemptHeaders(options).add_to(head, delivery);
  return head;
}

TEST(AttemptHeaders, TellOnlyReceiversOnThisMachineOfTheSendersPage) {
  const std::string page = "http://127.0.0.1:8090";
  const std::string told = "POST / HTTP/1.1\r\nHookline-Platform: " + page + "\r\n\r\n";
  for (const char* here : {"http://127.0.0.1:1/a", "http://localhost/", "https://[::1]/"})
    EXPECT_EQ(head_to(here, page), told) << here;
  for (const char* elsewhere : {"http://example.com/", "http://10.0.0.1/", "https://localhost.io/"})
    EXPECT_EQ(head_to(elsewhere, page), "POST / HTTP/1.1\r\n\r\n") << elsewhere;
}

TEST(AttemptHeaders, SayNothingOfAPageThatIsNotKnownYet) {
  EXPECT_EQ(head_to("http://127.0.0.1/", ""), "POST / HTTP/1.1\r\n\r\n");
}

}  // namespace
}  // namespace hookline
