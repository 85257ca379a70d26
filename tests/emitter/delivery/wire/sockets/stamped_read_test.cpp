#include "emitter/delivery/wire/sockets/stamped_read.h"

#include <array>
#include <chrono>
#include <string>
#include <string_view>

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <gtest/gtest.h>

namespace hookline {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

/// Two ends of a connection on loopback.
class StampedRead : public testing::Test {
 protected:
  StampedRead() {
    tcp::acceptor acceptor(io_, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
    reader.connect(acceptor.local_endpoint());
    acceptor.accept(writer);
    stamp_arrivals(reader.native_handle());
  }
  StampedBytes read(boost::system::error_code& error) {
    return read_stamped(reader.native_handle(), room, error);
  }
  void write(std::string_view bytes) { asio::write(writer, asio::buffer(bytes)); }
  void wait_for_bytes() { reader.wait(tcp::socket::wait_read); }

  asio::io_context io_;
  tcp::socket reader{io_};
  tcp::socket writer{io_};
  std::array<char, 64> room{};
};

TEST_F(StampedRead, SaysWhenTheBytesCameHoweverLateTheyAreRead) {
  boost::system::error_code error;
  write("early");
  wait_for_bytes();
  const auto came = Clock::now();
  while (Clock::now() < came + std::chrono::milliseconds(50)) {
  }
  const StampedBytes bytes = read(error);
  EXPECT_FALSE(error);
  EXPECT_EQ(std::string_view(room.data(), bytes.count), "early");
  EXPECT_LE(bytes.arrived, Clock::now());
#ifdef __linux__
  EXPECT_LT(bytes.arrived, came + std::chrono::milliseconds(25));
#endif
}

TEST_F(StampedRead, WaitsForNothing) {
  boost::system::error_code error;
  EXPECT_EQ(read(error).count, 0u);
  EXPECT_EQ(error, asio::error::would_block);
}

TEST_F(StampedRead, TellsTheEndOfTheStream) {
  boost::system::error_code error;
  write("last");
  writer.close();
  wait_for_bytes();
  EXPECT_EQ(read(error).count, 4u);
  EXPECT_FALSE(error);
  wait_for_bytes();
  EXPECT_EQ(read(error).count, 0u);
  EXPECT_EQ(error, asio::error::eof);
}

}  // namespace
}  // namespace hookline
