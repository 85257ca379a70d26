#include "catcher/base/net/connections/outgoing_connection.h"

#include "tests/support/scripted_receiver.h"

#include <array>
#include <future>
#include <string>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/write.hpp>
#include <gtest/gtest.h>

namespace hookline {
namespace {

namespace asio = boost::asio;

const std::string kFirstAndSecond = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\na=b";

/// A connection over which one request was answered, to a receiver that then does what it is told.
class OutgoingConnectionTest : public testing::Test {
 protected:
  void open(ScriptedReceiver& receiver) {
    connection.socket().connect({asio::ip::make_address("127.0.0.1"), receiver.port()});
    connection.begin_request();
    asio::write(connection.socket(), asio::buffer(kFirstAndSecond));
    read();
  }
  /// What comes next, or why nothing does.
  boost::system::error_code read() {
    std::array<char, 4096> bytes;
    boost::system::error_code error;
    connection.socket().read_some(asio::buffer(bytes), error);
    return error;
  }

  asio::io_context io;
  OutgoingConnection connection{io};
};

TEST_F(OutgoingConnectionTest, KnowsThatItWasClosedBeforeTheRequestWasOut) {
  std::promise<void> closed;
  ScriptedReceiver receiver([&](ScriptedReceiver::Connection& one) {
    one.read_request();
    one.send(plain_answer(200));
    one.close();
    closed.set_value();
  });
  open(receiver);
  closed.get_future().wait();
  connection.begin_request();
  EXPECT_TRUE(connection.is_reused());
  boost::system::error_code ignored;
  asio::write(connection.socket(), asio::buffer(kFirstAndSecond), ignored);
  EXPECT_EQ(read(), asio::error::eof);
  EXPECT_TRUE(connection.closed_before_request());
}

TEST_F(OutgoingConnectionTest, KnowsThatItWasClosedBehindTheRequest) {
  ScriptedReceiver receiver([](ScriptedReceiver::Connection& one) {
    one.read_request();
    one.send(plain_answer(200));
    one.read_request();
  });
  open(receiver);
  connection.begin_request();
  asio::write(connection.socket(), asio::buffer(kFirstAndSecond));
  EXPECT_EQ(read(), asio::error::eof);
  EXPECT_FALSE(connection.closed_before_request());
}

TEST_F(OutgoingConnectionTest, IsQuietUntilSomethingComesOrItEnds) {
  std::promise<void> go_on;
  std::promise<void> gone_on;
  ScriptedReceiver receiver([&](ScriptedReceiver::Connection& one) {
    one.read_request();
    one.send(plain_answer(200));
    go_on.get_future().wait();
    one.send("x");
    gone_on.set_value();
    one.read_to_end();
  });
  open(receiver);
  EXPECT_TRUE(connection.is_quiet());
  go_on.set_value();
  gone_on.get_future().wait();
  EXPECT_FALSE(connection.is_quiet());
  connection.socket().close();
}

}  // namespace
}  // namespace hookline
