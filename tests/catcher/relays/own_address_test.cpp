#include "catcher/relays/own_address.h"

#include <gtest/gtest.h>

namespace hookline {
namespace {

bool reaches(std::string_view address, std::string_view listening) {
  return reaches_listener(*parse_address(address), *parse_address(listening));
}

TEST(ReachesListener, KnowsAnAddressInEachOfItsSpellings) {
  EXPECT_TRUE(reaches("127.0.0.1", "127.0.0.1"));
  EXPECT_TRUE(reaches("::ffff:127.0.0.1", "127.0.0.1"));
  EXPECT_TRUE(reaches("::ffff:7f00:1", "127.0.0.1"));
  EXPECT_TRUE(reaches("0:0:0:0:0:0:0:1", "::1"));
}

TEST(ReachesListener, KnowsThatTheUnspecifiedAddressIsLoopback) {
  EXPECT_TRUE(reaches("0.0.0.0", "127.0.0.1"));
  EXPECT_TRUE(reaches("::ffff:0.0.0.0", "127.0.0.1"));
  EXPECT_TRUE(reaches("::", "::1"));
  EXPECT_FALSE(reaches("0.0.0.0", "::1"));
}

TEST(ReachesListener, OnAllAddressesIsReachedByEachOfThisMachine) {
  for (const char* address : {"127.0.0.1", "127.1.2.3", "::ffff:127.0.0.2", "0.0.0.0"}) {
    EXPECT_TRUE(reaches(address, "0.0.0.0")) << address;
    EXPECT_TRUE(reaches(address, "::")) << address;
  }
  EXPECT_TRUE(reaches("::", "::"));
  EXPECT_FALSE(reaches("::1", "0.0.0.0"));
  EXPECT_FALSE(reaches("192.0.2.1", "0.0.0.0"));
  EXPECT_FALSE(reaches("2001:db8::1", "::"));
}

TEST(ReachesListener, LeavesOtherAddressesOfLoopbackToOthers) {
  EXPECT_FALSE(reaches("127.0.0.2", "127.0.0.1"));
  EXPECT_FALSE(reaches("::1", "127.0.0.1"));
}

TEST(LeadsToListener, LooksAtPortsFirst) {
  EXPECT_FALSE(leads_to_listener(Url::parse("http://127.0.0.1:1"), "127.0.0.1:2"));
  EXPECT_FALSE(leads_to_listener(Url::parse("http://no-such-name.invalid:1"), "127.0.0.1:2"));
  EXPECT_TRUE(leads_to_listener(Url::parse("http://127.0.0.1"), "127.0.0.1:80"));
  EXPECT_TRUE(leads_to_listener(Url::parse("https://[::1]/x"), "[::1]:443"));
}

TEST(LeadsToListener, KnowsTheNamesOfLoopback) {
  for (const char* host : {"localhost", "LOCALHOST.", "app.localhost"}) {
    const auto url = Url::parse(std::string("http://") + host + ":8080");
    EXPECT_TRUE(leads_to_listener(url, "127.0.0.1:8080")) << host;
    EXPECT_TRUE(leads_to_listener(url, "[::1]:8080")) << host;
    EXPECT_TRUE(leads_to_listener(url, "0.0.0.0:8080")) << host;
  }
  EXPECT_FALSE(leads_to_listener(Url::parse("http://no-such-name.invalid:8080"), "127.0.0.1:8080"));
}

}  // namespace
}  // namespace hookline
