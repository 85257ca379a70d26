#include "catcher/outgoing/address_guard.h"

#include "catcher/failure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(AddressGuard, PassesLoopbackInAllItsProperSpellings) {
  const AddressGuard guard;
  for (const char* host :
       {"127.0.0.1", "127.255.0.9", "::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1", "::ffff:7f00:1",
        "localhost", "LocalHost", "localhost.", "a.localhost"}) {
    EXPECT_EQ(guard.problem_with_host(host), "") << host;
  }
}

TEST(AddressGuard, RefusesNamesThatWereNotAllowed) {
  const AddressGuard guard;
  EXPECT_EQ(guard.problem_with_host("example.com"),
            "example.com may not be reached: only loopback is, unless --allow-host example.com "
            "allows the host");
  for (const char* host :
       {"localhost.example.com", "notlocalhost", "127.0.0.1.nip.io", "1.2.3.4.5"}) {
    EXPECT_NE(guard.problem_with_host(host), "") << host;
  }
}

TEST(AddressGuard, RefusesOddSpellingsOfAddresses) {
  const AddressGuard guard;
  for (const char* host : {"127.1", "0x7f.1", "2130706433", "0177.0.0.1", "127.0.1", "0x7f000001",
                           "127.0.0.01", "017700000001"}) {
    EXPECT_THAT(guard.problem_with_host(host),
                AllOf(HasSubstr(host), HasSubstr("odd spelling"), HasSubstr("127.0.0.1")))
        << host;
  }
  EXPECT_THAT(guard.problem_with_host("0"), HasSubstr("0.0.0.0"));
  EXPECT_THAT(guard.problem_with_host("167772161"), HasSubstr("10.0.0.1"));
}

TEST(AddressGuard, SaysWhatKindOfAddressItRefuses) {
  const AddressGuard guard;
  const std::pair<const char*, const char*> kinds[] = {
      {"0.0.0.0", "every address of this machine"},
      {"::", "every address of this machine"},
      {"10.1.2.3", "private"},
      {"172.16.0.1", "private"},
      {"172.31.255.255", "private"},
      {"192.168.1.1", "private"},
      {"::ffff:192.168.1.1", "private"},
      {"fd00::1", "private"},
      {"100.64.0.1", "carrier"},
      {"169.254.169.254", "link-local"},
      {"fe80::1", "link-local"},
      {"224.0.0.1", "multicast"},
      {"ff02::1", "multicast"},
      {"255.255.255.255", "broadcast"},
      {"::127.0.0.1", "out of use"},
      {"64:ff9b::7f00:1", "translator"},
      {"2002:7f00:1::", "tunnel"},
      {"8.8.8.8", "not a loopback"},
      {"172.32.0.1", "not a loopback"},
      {"128.0.0.1", "not a loopback"},
      {"2001:db8::1", "not a loopback"},
  };
  for (const auto& [host, kind] : kinds) {
    EXPECT_THAT(guard.problem_with_host(host),
                AllOf(HasSubstr(kind), HasSubstr("may not be reached")))
        << host;
  }
}

TEST(AddressGuard, PassesAllowedHostsWhateverTheyResolveTo) {
  const AddressGuard guard({"Staging.Example.com", "10.0.0.5", "[fd00::5]"});
  EXPECT_EQ(guard.problem_with_host("staging.example.com."), "");
  EXPECT_EQ(guard.problem_with_host("10.0.0.5"), "");
  EXPECT_EQ(guard.problem_with_host("::ffff:10.0.0.5"), "");
  EXPECT_EQ(guard.problem_with_host("fd00:0::5"), "");
  EXPECT_EQ(guard.problem_with_address("staging.example.com", "169.254.169.254"), "");
  EXPECT_NE(guard.problem_with_host("10.0.0.6"), "");
  EXPECT_NE(guard.problem_with_host("sub.staging.example.com"), "");
}

TEST(AddressGuard, VetsTheAddressThatANameTurnsOutToHave) {
  const AddressGuard guard;
  EXPECT_EQ(guard.problem_with_address("localhost", "127.0.0.1"), "");
  EXPECT_THAT(guard.problem_with_address("localhost", "10.0.0.1"),
              HasSubstr("localhost has the address 10.0.0.1, which is a private address"));
}

TEST(AddressGuard, RefusesAnAllowedHostThatIsNone) {
  for (const char* entry :
       {"", "http://example.com", "example.com:80", "example.com/x", "a b", "127.1", "*"}) {
    try {
      const AddressGuard guard({entry});
      ADD_FAILURE() << entry;
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.code(), ExitCode::kUsage);
      EXPECT_THAT(failure.what(), HasSubstr("--allow-host"));
    }
  }
}

TEST(AddressGuard, KnowsTheAddressesThatNeedNoLookup) {
  EXPECT_THAT(addresses_without_lookup("localhost"), ElementsAre("127.0.0.1", "::1"));
  EXPECT_THAT(addresses_without_lookup("127.0.0.1"), ElementsAre("127.0.0.1"));
  EXPECT_THAT(addresses_without_lookup("::ffff:127.0.0.1"), ElementsAre("127.0.0.1"));
  EXPECT_THAT(addresses_without_lookup("example.com"), IsEmpty());
}

}  // namespace
}  // namespace hookline
