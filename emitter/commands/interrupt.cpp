#include "emitter/commands/interrupt.h"

#include <csignal>
#include <thread>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

namespace hookline {

class Interrupt::Impl {
 public:
  Impl() : signals_(loop_, SIGINT, SIGTERM) {
    signals_.async_wait([this](const boost::system::error_code& problem, int /*signal*/) {
      if (problem) return;
      signals_.clear();  // from now on they do what they do by default
      stop_.request_stop();
    });
    thread_ = std::thread([this] { loop_.run(); });
  }
  ~Impl() {
    loop_.stop();
    thread_.join();
  }

  std::stop_token token() const { return stop_.get_token(); }

 private:
  std::stop_source stop_;
  boost::asio::io_context loop_;
  boost::asio::signal_set signals_;
  std::thread thread_;
};

Interrupt::Interrupt() : impl_(std::make_unique<Impl>()) {}
Interrupt::~Interrupt() = default;

std::stop_token Interrupt::token() const {
  return impl_->token();
}

}  // namespace hookline
