#include "catcher/base/http/headers/cookie.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Cookie cookie(const char* name, const char* value) {
  Cookie made;
  made.name = name;
  made.value = value;
  return made;
}

TEST(Cookies, AreTakenApartAsSent) {
  EXPECT_THAT(parse_cookies("a=b;c = d=e ; f;=g;;"),
              ElementsAre(cookie("a", "b"), cookie("c", "d=e"), cookie("", "f"), cookie("", "g")));
  EXPECT_THAT(parse_cookies(""), IsEmpty());
  EXPECT_THAT(parse_cookies("\xff=\"%20\""), ElementsAre(cookie("\xff", "\"%20\"")));
}

TEST(SetCookie, HasAttributesInAnyCaseAndOrder) {
  const Cookie made = parse_set_cookie(
      "id=1; SECURE; domain=a.example; path=/x; Max-Age=3; httponly; SameSite=Lax");
  EXPECT_EQ(made.name, "id");
  EXPECT_EQ(made.value, "1");
  EXPECT_EQ(made.path, "/x");
  EXPECT_EQ(made.domain, "a.example");
  EXPECT_TRUE(made.secure);
  EXPECT_TRUE(made.http_only);
  EXPECT_FALSE(made.expires_us);
}

TEST(SetCookie, ReadsTheDatesThatAreInUse) {
  constexpr std::int64_t kTime = 1445412480'000000;
  for (const char* date : {"Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 21-Oct-2015 07:28:00 GMT",
                           "Wednesday, 21-oct-15 07:28:00 GMT"}) {
    EXPECT_EQ(parse_set_cookie(std::string("a=b; Expires=") + date).expires_us, kTime) << date;
  }
  for (const char* date : {"", "0", "tomorrow at noon, or so it seems", "Wed, 31 Feb 2015 07:28:00",
                           "Wed, 21 Oct 2015 25:28:00 GMT", "a, b c d e"}) {
    EXPECT_FALSE(parse_set_cookie(std::string("a=b; Expires=") + date).expires_us) << date;
  }
}

}  // namespace
}  // namespace hookline
