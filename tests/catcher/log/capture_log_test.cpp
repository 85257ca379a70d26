#include "catcher/log/capture_log.h"

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <semaphore>
#include <sstream>

#include <gtest/gtest.h>

namespace hookline {
namespace {

TEST(CaptureLog, WritesAllLinesInOrderBeforeItEnds) {
  std::ostringstream out;
  {
    CaptureLog log(out);
    for (int i = 0; i < 100; ++i) log.write(std::to_string(i) + "\n", 1);
  }
  std::string expected;
  for (int i = 0; i < 100; ++i) expected += std::to_string(i) + "\n";
  EXPECT_EQ(out.str(), expected);
}

/// A terminal that is held up: takes nothing until it is let go.
class HeldBuffer : public std::stringbuf {
 public:
  std::promise<void> let_go;
  std::promise<void> reached;

 protected:
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    if (!held_) {
      held_ = true;
      reached.set_value();
      let_go.get_future().wait();
    }
    return std::stringbuf::xsputn(text, size);
  }

 private:
  bool held_ = false;
};

TEST(CaptureLog, SkipsLinesRatherThanWaitForAHeldTerminal) {
  HeldBuffer buffer;
  std::ostream out(&buffer);
  {
    CaptureLog log(out);
    log.write("first\n", 1);
    buffer.reached.get_future().wait();
    const std::string line(1 << 20, 'x');
    for (int i = 0; i < 10; ++i)
      log.write(line, 1);  // would never return if it waited for the terminal
    buffer.let_go.set_value();
  }
  EXPECT_TRUE(buffer.str().starts_with("first\n"));
  EXPECT_NE(buffer.str().find("... 6 lines skipped"), std::string::npos) << buffer.str().size();
}

/// A file on a disk that is full until there is room.
class FullBuffer : public std::stringbuf {
 public:
  std::atomic<bool> is_full = true;
  std::counting_semaphore<> refused{0};

 protected:
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    if (!is_full) return std::stringbuf::xsputn(text, size);
    refused.release();
    return 0;
  }
};

TEST(CaptureLog, LinesComeBackOnceThereIsRoomAndSayHowManyWereLost) {
  for (const LineFormat format : {LineFormat::kText, LineFormat::kJson}) {
    FullBuffer buffer;
    std::ostream out(&buffer);
    {
      CaptureLog log(out, {.format = format});
      log.write("lost\nlost\n", 2);
      buffer.refused.acquire();
      log.write("lost\n", 1);
      buffer.refused.acquire();
      buffer.is_full = false;
      log.write("written\n", 1);
    }
    EXPECT_EQ(buffer.str(), format == LineFormat::kJson
                                ? "\n{\"skipped\":3}\nwritten\n"
                                : "\n... 3 lines lost: this output couldn't be written\nwritten\n");
  }
}

TEST(CaptureLog, NotesSkippedLinesAsJsonAmongJson) {
  HeldBuffer buffer;
  std::ostream out(&buffer);
  {
    CaptureLog log(out, {.format = LineFormat::kJson});
    log.write("{}\n", 1);
    buffer.reached.get_future().wait();
    for (int i = 0; i < 10; ++i) log.write(std::string(1 << 20, ' '), 1);
    buffer.let_go.set_value();
  }
  EXPECT_TRUE(buffer.str().ends_with("{\"skipped\":6}\n"));
}

TEST(CaptureLog, WritesALineThatIsLargerThanWhatMayWait) {
  std::ostringstream out;
  {
    CaptureLog log(out);
    log.write(std::string(5 << 20, 'x') + "\n", 1);
  }
  EXPECT_EQ(out.str().size(), (5u << 20) + 1);
}

}  // namespace
}  // namespace hookline
