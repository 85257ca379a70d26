#include "tests/support/child_process.h"
#include "tests/support/temp_folder.h"
#include "tests/support/tls_receiver.h"

#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline::test {
namespace {

using testing::HasSubstr;

class EmitterTls : public testing::Test {
 protected:
  /// Sends three events to the receiver, whose certificate nobody knows.
  int load(const std::vector<std::string>& flags) {
    std::vector<std::string> arguments = {
        "load", "--to", fmt::format("https://localhost:{}/x", receiver_.port()), "--count", "3"};
    arguments.insert(arguments.end(), flags.begin(), flags.end());
    ChildProcess emitter("emitter", arguments);
    const int code = emitter.wait();
    out_ = emitter.out();
    err_ = emitter.err();
    return code;
  }

  TlsReceiver receiver_{{}};
  TempFolder folder_;
  std::string out_;
  std::string err_;
};

TEST_F(EmitterTls, SaysWhichFlagsHelpWhereACertificateIsNotTrusted) {
  EXPECT_EQ(load({}), 4);
  EXPECT_THAT(out_, HasSubstr("3 × tls: the TLS handshake with localhost:"));
  EXPECT_THAT(out_, HasSubstr("with --ca-file, or check none with --insecure"));
  EXPECT_EQ(receiver_.requests(), 0U);
}

TEST_F(EmitterTls, TrustsTheCertificatesOfAFile) {
  EXPECT_EQ(load({"--ca-file", receiver_.certificate_file()}), 0) << out_ << err_;
  EXPECT_EQ(receiver_.requests(), 3U);
  EXPECT_EQ(err_, "");
}

TEST_F(EmitterTls, ChecksNothingWhereThatIsWantedAndSaysSo) {
  EXPECT_EQ(load({"--insecure"}), 0) << out_ << err_;
  EXPECT_EQ(receiver_.requests(), 3U);
  EXPECT_THAT(err_, HasSubstr("certificates are not checked (--insecure)"));
}

TEST_F(EmitterTls, RefusesFlagsThatContradictEachOtherAndFilesThatHoldNoCertificate) {
  EXPECT_EQ(load({"--insecure", "--ca-file", receiver_.certificate_file()}), 1);
  EXPECT_EQ(load({"--ca-file", folder_.file("none")}), 2);
  EXPECT_THAT(err_, HasSubstr("none: expected certificates in PEM form"));
  EXPECT_EQ(receiver_.connections(), 0U);
}

}  // namespace
}  // namespace hookline::test
