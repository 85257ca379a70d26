#include "catcher/base/net/addresses/address_guard.h"

#include "catcher/base/process/failure.h"
#include "tests/support/refusal.h"

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
       {"localhost.example.com", "notlocalhost", "127.0.0.1.nip.io", "localhost.com."}) {
    EXPECT_THAT(guard.problem_with_host(host), HasSubstr("--allow-host")) << host;
  }
}

TEST(AddressGuard, KnowsANameWithUmlautsInBothItsSpellings) {
  const AddressGuard guard({"Bücher.example", "xn--strae-oqa.example"});
  EXPECT_EQ(guard.problem_with_host("xn--bcher-kva.example"), "");
  EXPECT_EQ(guard.problem_with_host("xn--strae-oqa.example"), "");
  EXPECT_NE(guard.problem_with_host("bucher.example"), "");
  EXPECT_THROW(AddressGuard({"b\xfc"
                             "cher.example"}),
               Failure);
}

TEST(AddressGuard, RefusesOddSpellingsOfAddresses) {
  const AddressGuard guard;
  for (const char* host :
       {"127.1", "0x7f.1", "2130706433", "0177.0.0.1", "127.0.1", "0x7f000001", "127.0.0.01",
        "017700000001", "0X7F.0.0.1", "127.0.0.0x1", "127.0.0.1.", "2130706433."}) {
    EXPECT_THAT(guard.problem_with_host(host),
                AllOf(HasSubstr(host), HasSubstr("odd spelling"), HasSubstr("127.0.0.1")))
        << host;
  }
  EXPECT_THAT(guard.problem_with_host("0"), HasSubstr("0.0.0.0"));
  EXPECT_THAT(guard.problem_with_host("167772161"), HasSubstr("10.0.0.1"));
}

TEST(AddressGuard, RefusesWhatSomeProgramMayTakeForAnAddress) {
  const AddressGuard guard;
  for (const char* host : {"1.2.3.4.5", "256.1.1.1", "4294967296", "09.0.0.1", "1.2.3.0xg.0x",
                           "a.0x7f", "a.1", "127.0.0.1.1."}) {
    EXPECT_THAT(guard.problem_with_host(host), HasSubstr("ends in a number")) << host;
  }
  EXPECT_THAT(guard.problem_with_host("0x7f.example"), HasSubstr("--allow-host"));
}

TEST(AddressGuard, RefusesEscapesAndZones) {
  const AddressGuard guard({"fe80::1"});
  for (const char* host : {"127%2e0.0.1", "%31%32%37.0.0.1", "localhost%00.example.com",
                           "fe80::1%eth0", "fe80::1%25eth0", "::1%lo"}) {
    EXPECT_THAT(guard.problem_with_host(host), HasSubstr("percent sign")) << host;
  }
}

TEST(AddressGuard, RefusesWhatIsNoHost) {
  const AddressGuard guard;
  const std::string full_width_127_0_0_1 =
      "\xef\xbc\x91\xef\xbc\x92\xef\xbc\x97.\xef\xbc\x90.\xef\xbc\x90.\xef\xbc\x91";
  for (const std::string& host :
       {std::string(), std::string("."), std::string("a..b"), std::string("localhost.."),
        std::string(".localhost"), std::string("local host"), std::string("127.0.0.1:80"),
        std::string("[::1]"), std::string("::g"), std::string("1:2:3"), std::string(":::1"),
        std::string("127.0.0.1\0", 10), std::string("localhost\0.example.com", 22),
        std::string("localhost\n"),
        std::string("127\xe3\x80\x82"
                    "0.0.1"),
        full_width_127_0_0_1, std::string(64, 'a'), std::string(300, 'a')}) {
    EXPECT_THAT(guard.problem_with_host(host), HasSubstr("neither a host's name nor an address"))
        << host;
  }
  EXPECT_EQ(guard.problem_with_host(std::string(63, 'a') + ".localhost"), "");
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
      {"169.254.169.254", "metadata service"},
      {"169.254.1.1", "link-local"},
      {"::ffff:10.0.0.1", "::ffff:10.0.0.1 is 10.0.0.1, which is a private address"},
      {"fe80::1", "link-local"},
      {"224.0.0.1", "multicast"},
      {"ff02::1", "multicast"},
      {"255.255.255.255", "broadcast"},
      {"::127.0.0.1", "is the IPv4 address 127.0.0.1 in a form out of use"},
      {"64:ff9b::7f00:1", "is the IPv4 address 127.0.0.1 behind a translator"},
      {"2002:7f00:1::", "is the IPv4 address 127.0.0.1 behind a tunnel (6to4)"},
      {"2001:0:1:2:3:4:80ff:fffe", "is the IPv4 address 127.0.0.1 behind a tunnel (Teredo)"},
      {"2a00::200:5efe:a9fe:a9fe", "is the IPv4 address 169.254.169.254 behind a tunnel (ISATAP)"},
      {"8.8.8.8", "not a loopback"},
      {"172.32.0.1", "not a loopback"},
      {"128.0.0.1", "not a loopback"},
      {"2a00::1", "not a loopback"},
  };
  for (const auto& [host, kind] : kinds) {
    EXPECT_THAT(guard.problem_with_host(host),
                AllOf(HasSubstr(kind), HasSubstr("may not be reached")))
        << host;
  }
}

TEST(AddressGuard, PassesAllowedHosts) {
  const AddressGuard guard({"Staging.Example.com", "10.0.0.5", "[fd00::5]", "169.254.169.254"});
  for (const char* host : {"staging.example.com.", "10.0.0.5", "::ffff:10.0.0.5", "fd00:0::5",
                           "169.254.169.254", "::ffff:169.254.169.254"}) {
    EXPECT_EQ(guard.problem_with_host(host), "") << host;
  }
  for (const char* host : {"10.0.0.6", "sub.staging.example.com", "169.254.169.253"}) {
    EXPECT_NE(guard.problem_with_host(host), "") << host;
  }
}

TEST(AddressGuard, LetsAnAllowedNameBeOnTheInternetOrAPrivateNetwork) {
  const AddressGuard guard({"staging.example.com"});
  for (const char* address :
       {"127.0.0.1", "::1", "8.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1",
        "fd12::1", "2a00::1", "::ffff:192.168.1.1", "64:ff9b::808:808", "64:ff9b::a00:1"}) {
    EXPECT_EQ(guard.problem_with_address("staging.example.com", address), "") << address;
  }
}

TEST(AddressGuard, LetsAnAllowedNameBeNowhereElse) {
  const AddressGuard guard({"staging.example.com"});
  EXPECT_EQ(guard.problem_with_address("staging.example.com", "169.254.169.254"),
            "staging.example.com has the address 169.254.169.254, which is the metadata service of "
            "a cloud and may not be reached although the name is allowed: no receiver of webhooks "
            "is there; if one is, --allow-host 169.254.169.254 allows the address itself");
  for (const char* address : {"169.254.0.1",
                              "0.0.0.0",
                              "100.100.100.200",
                              "224.0.0.1",
                              "255.255.255.255",
                              "198.18.0.1",
                              "fd00:ec2::254",
                              "fe80::1",
                              "fe80::1%eth0",
                              "fec0::1",
                              "::",
                              "::7f00:1",
                              "64:ff9b::a9fe:a9fe",
                              "64:ff9b::7f00:1",
                              "64:ff9b:1::808:808",
                              "2002:808:808::1",
                              "2001:0:1:2:3:4:5:6",
                              "2a00::5efe:808:808",
                              "fd12::5efe:a9fe:a9fe",
                              "4000::1",
                              "nonsense"}) {
    EXPECT_NE(guard.problem_with_address("staging.example.com", address), "") << address;
  }
}

TEST(AddressGuard, LetsAnAllowedNameHaveASpecialAddressThatIsAllowedItself) {
  const AddressGuard guard({"staging.example.com", "198.18.0.1", "fe80::1"});
  EXPECT_EQ(guard.problem_with_address("staging.example.com", "198.18.0.1"), "");
  EXPECT_EQ(guard.problem_with_address("staging.example.com", "fe80::1%eth0"), "");
  EXPECT_NE(guard.problem_with_address("staging.example.com", "198.18.0.2"), "");
}

TEST(AddressGuard, VetsTheAddressThatANameTurnsOutToHave) {
  const AddressGuard guard;
  EXPECT_EQ(guard.problem_with_address("localhost", "127.0.0.1"), "");
  EXPECT_THAT(guard.problem_with_address("localhost", "10.0.0.1"),
              HasSubstr("localhost has the address 10.0.0.1, which is a private address"));
}

TEST(AddressGuard, RefusesAnAllowedHostThatIsNone) {
  for (const char* entry : {"", "http://example.com", "example.com:80", "example.com/x", "a b",
                            "127.1", "*", "fe80::1%eth0", "10.0.0.1.", "10.0.0.0/8", "1.2.3.4.5"}) {
    const std::string refusal =
        test::refusal(ExitCode::kUsage, [&] { const AddressGuard guard({entry}); });
    EXPECT_THAT(refusal, HasSubstr("--allow-host"));
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
