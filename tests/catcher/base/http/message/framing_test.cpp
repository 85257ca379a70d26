#include "catcher/base/http/message/framing.h"

#include <string>

#include <gtest/gtest.h>

namespace hookline {
namespace {

FramingReading read(const std::string& lines, const std::string& version = "HTTP/1.1") {
  return read_framing("POST / " + version + "\r\n" + lines + "\r\n");
}

TEST(Framing, IsNoneWhereNothingAnnouncesABody) {
  EXPECT_EQ(read("").kind, Framing::kNone);
  EXPECT_EQ(read("Content-Length: 0\r\n").kind, Framing::kNone);
  EXPECT_EQ(read("X-Content-Length: 5\r\nTransfer_Encoding: chunked\r\n").kind, Framing::kNone);
}

TEST(Framing, TakesALengthThatIsRepeatedAlike) {
  for (const char* lines : {"Content-Length: 5\r\n", "content-length:5\r\nContent-Length: 5\r\n",
                            "Content-Length: 5, 5\r\n", "Content-Length: 005\r\n"}) {
    EXPECT_EQ(read(lines).kind, Framing::kLength) << lines;
    EXPECT_EQ(read(lines).length, 5u) << lines;
  }
}

TEST(Framing, RefusesALengthThatIsNoNumberOrDiffers) {
  for (const char* value :
       {"", "+5", "-5", "5x", "0x5", "5 5", "5,", ",5", "5, 6", "\"5\"", "5.0"}) {
    const FramingReading reading = read("Content-Length: " + std::string(value) + "\r\n");
    EXPECT_EQ(reading.kind, Framing::kFaulty) << value;
    EXPECT_NE(reading.fault.find("Content-Length"), std::string::npos) << reading.fault;
  }
  EXPECT_EQ(read("Content-Length: 5\r\nContent-Length: 6\r\n").kind, Framing::kFaulty);
}

TEST(Framing, CountsALengthThatNoNumberHoldsAsTheLargest) {
  EXPECT_GT(read("Content-Length: 99999999999999999999999\r\n").length, std::uint64_t{1} << 62);
}

TEST(Framing, IsChunkedOnlyWhereChunkedIsTheLastCodingOnce) {
  EXPECT_EQ(read("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n").kind,
            Framing::kChunked);
  EXPECT_EQ(read("Transfer-Encoding: chunked,\r\n").kind, Framing::kChunked);
  for (const char* value : {"gzip", "chunked;q=1", "chunked, gzip", "chunked,chunked", "",
                            "identity", "\"chunked\"", "x chunked", "chunked\x0b"}) {
    EXPECT_EQ(read("Transfer-Encoding: " + std::string(value) + "\r\n").kind, Framing::kFaulty)
        << value;
  }
}

TEST(Framing, RefusesChunksBesideALengthAndInHttp10) {
  EXPECT_EQ(read("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n").kind, Framing::kFaulty);
  EXPECT_EQ(read("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n").kind, Framing::kFaulty);
  EXPECT_EQ(read("Transfer-Encoding: chunked\r\n", "HTTP/1.0").kind, Framing::kFaulty);
}

}  // namespace
}  // namespace hookline
