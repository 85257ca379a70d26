#include "tests/support/child_process.h"
#include "tests/support/places.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/temp_folder.h"

#include <csignal>
#include <string>
#include <vector>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hookline::test {
namespace {

using testing::HasSubstr;

class InputPipe : public testing::Test {
 protected:
  InputPipe() { EXPECT_EQ(::mkfifo(pipe_.c_str(), 0600), 0); }

  /// Opens it for writing, which succeeds once the other end is open.
  int open_to_write() const {
    int descriptor = -1;
    while (descriptor < 0) descriptor = ::open(pipe_.c_str(), O_WRONLY);
    return descriptor;
  }

  TempFolder folder_;
  const std::string pipe_ = folder_.file("pipe");
};

TEST_F(InputPipe, WaitingForOneIsEndedByASignal) {
  for (const std::vector<std::string>& flags :
       {std::vector<std::string>{"--replies", pipe_},
        {"--catalogue", pipe_},
        {"--signing-key-file", pipe_, "--signing-scheme", "github"}}) {
    std::vector<std::string> words = {"--listen",    "127.0.0.1:0", "--page",
                                      "127.0.0.1:0", "--store",     "memory"};
    words.insert(words.end(), flags.begin(), flags.end());
    ChildProcess catcher("catcher", words);
    const int writer = open_to_write();  // the catcher is there, and reads
    catcher.signal(SIGTERM);
    EXPECT_EQ(catcher.wait(), 128 + SIGTERM) << flags.front();
    ::close(writer);
  }
}

TEST_F(InputPipe, IsReadToItsEnd) {
  ChildProcess catcher("catcher", {"--listen", "127.0.0.1:0", "--page", "127.0.0.1:0", "--store",
                                   "memory", "--replies", pipe_});
  const int writer = open_to_write();
  const std::string rules = R"([{"match":{},"reply":{"status":418}}])";
  EXPECT_EQ(::write(writer, rules.data(), rules.size()), static_cast<ssize_t>(rules.size()));
  ::close(writer);
  EXPECT_THAT(catcher.read_line(), HasSubstr("catching on"));
}

TEST(InputFile, OfNoEndIsRefused) {
  ChildProcess catcher("catcher", {"--listen", "127.0.0.1:0", "--page", "127.0.0.1:0", "--store",
                                   "memory", "--replies", "/dev/zero"});
  EXPECT_EQ(catcher.wait(), 2);
  EXPECT_THAT(catcher.err(), HasSubstr("/dev/zero: is over 64 MiB"));
}

TEST(Interrupt, TheFirstEndsTheWaitForACatcherThatDoesNotAnswer) {
  ScriptedReceiver silent([](ScriptedReceiver::Connection& connection) {
    connection.read_request();
    connection.read_to_end();
  });
  for (const int number : {SIGINT, SIGTERM}) {
    const std::size_t asked = silent.connections();
    ChildProcess emitter("emitter",
                         {"replay", source_path("scenarios/faults"), "--catcher", silent.url("/")});
    ASSERT_TRUE(silent.wait_for_requests(asked + 1));
    emitter.signal(number);
    EXPECT_EQ(emitter.wait(), 3);
    EXPECT_THAT(emitter.err(), HasSubstr("was given up, for the run was interrupted"));
  }
}

}  // namespace
}  // namespace hookline::test
