#include "catcher/base/process/interrupt.h"

#include <chrono>
#include <csignal>
#include <optional>
#include <thread>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

namespace hookline {
namespace {

using Clock = std::chrono::steady_clock;

/// Two within it are one: `timeout` signals the program and then its group, and a terminal's Ctrl-C
/// reaches a program that its parent tells to stop as well.
constexpr auto kSameMoment = std::chrono::seconds(1);

}  // namespace

class Interrupt::Impl {
 public:
  Impl() : signals_(loop_, SIGINT, SIGTERM) {
    listen();
    thread_ = std::thread([this] { loop_.run(); });
  }
  ~Impl() {
    loop_.stop();
    thread_.join();
    if (stopping_.joinable()) stopping_.join();
  }

  std::stop_token token() const { return stop_.get_token(); }

 private:
  void listen() {
    signals_.async_wait([this](const boost::system::error_code& problem, int signal) {
      if (!problem) on_signal(signal);
    });
  }

  void on_signal(int signal) {
    if (!first_) {
      first_ = Clock::now();
      // What is called at a stop may take a while; a second signal must not wait for that.
      stopping_ = std::thread([this] { stop_.request_stop(); });
    } else if (Clock::now() - *first_ > kSameMoment) {
      signals_.clear();  // now it does what it does by default
      std::raise(signal);
    }
    listen();
  }

  std::stop_source stop_;
  std::optional<Clock::time_point> first_;  ///< the loop's alone
  boost::asio::io_context loop_;
  boost::asio::signal_set signals_;
  std::thread thread_;
  std::thread stopping_;
};

Interrupt::Interrupt() : impl_(std::make_unique<Impl>()) {}
Interrupt::~Interrupt() = default;

std::stop_token Interrupt::token() const {
  return impl_->token();
}

}  // namespace hookline
