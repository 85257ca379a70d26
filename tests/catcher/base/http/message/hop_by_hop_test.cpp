#include "catcher/base/http/message/hop_by_hop.h"

#include <gtest/gtest.h>

namespace hookline {
namespace {

HopByHop of_connection(std::string_view value) {
  HopByHop hop_by_hop;
  hop_by_hop.see("cOnnection", value);
  return hop_by_hop;
}

TEST(HopByHop, EndsWhatConnectionNames) {
  const HopByHop named = of_connection("close, X-Hop ,,\tx-other,\"X-Quoted\"");
  for (const char* name : {"x-hop", "X-Other", "x-quoted", "Close"}) {
    EXPECT_TRUE(named.ends_here(name)) << name;
  }
  EXPECT_FALSE(named.ends_here("X-Third"));
}

TEST(HopByHop, TakesTheNamesOfEveryConnectionHeader) {
  HopByHop hop_by_hop = of_connection("a");
  hop_by_hop.see("Connection", "b");
  hop_by_hop.see("Proxy-Connection", "c");
  hop_by_hop.see("X-Connection", "d");
  EXPECT_TRUE(hop_by_hop.ends_here("A"));
  EXPECT_TRUE(hop_by_hop.ends_here("B"));
  EXPECT_TRUE(hop_by_hop.ends_here("C"));
  EXPECT_FALSE(hop_by_hop.ends_here("D"));
}

TEST(HopByHop, EndsWhatAlwaysSpeaksOfTheConnection) {
  for (const char* name : {"Connection", "Keep-Alive", "Proxy-Connection", "TE", "Upgrade",
                           "HTTP2-Settings", "Expect"}) {
    EXPECT_TRUE(HopByHop().ends_here(name)) << name;
  }
}

TEST(HopByHop, NeverEndsWhatEveryRecipientNeeds) {
  const HopByHop named = of_connection(
      "host, content-length, transfer-encoding, trailer, content-type, content-encoding, "
      "authorization, cookie, set-cookie, cache-control");
  for (const char* name :
       {"Host", "Content-Length", "Transfer-Encoding", "Trailer", "Content-Type",
        "Content-Encoding", "Authorization", "Cookie", "Set-Cookie", "Cache-Control"}) {
    EXPECT_FALSE(named.ends_here(name)) << name;
  }
}

}  // namespace
}  // namespace hookline
