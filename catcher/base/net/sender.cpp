#include "catcher/base/net/sender.h"

#include "catcher/base/net/addresses/address_guard.h"
#include "catcher/base/net/connections/kept_connections.h"
#include "catcher/base/net/outgoing_exchange.h"
#include "catcher/base/net/tls/trust.h"

#include <condition_variable>
#include <future>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <unordered_set>
#include <utility>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <fmt/format.h>

namespace hookline {
namespace {

namespace asio = boost::asio;

constexpr const char* kStopped = "the catcher was stopped before the answer came";
constexpr const char* kCancelled = "it was cancelled before the answer came";

/// Cancels an exchange on its own thread once somebody asks for that, on any thread.
class CancelOnStop {
 public:
  CancelOnStop(const std::shared_ptr<asio::io_context>& io, std::stop_token stop,
               std::weak_ptr<OutgoingExchange> exchange)
      : asked_(std::move(stop), Cancel{io, std::move(exchange)}) {}

 private:
  struct Cancel {
    std::shared_ptr<asio::io_context> io;
    std::weak_ptr<OutgoingExchange> exchange;
    void operator()() const {
      asio::post(*io, [exchange = exchange] {
        if (const auto alive = exchange.lock()) alive->cancel(kCancelled);
      });
    }
  };
  std::stop_callback<Cancel> asked_;
};

}  // namespace

class Sender::Impl {
 public:
  explicit Impl(SenderOptions options)
      : options_(std::move(options)),
        guard_(options_.allowed_hosts),
        resolver_(options_.names),
        trust_(options_.ca_file, options_.checks_certificates ? Trust::Checks::kCertificates
                                                              : Trust::Checks::kNothing),
        io_(std::make_shared<asio::io_context>(1)),
        kept_(*io_, options_.kept),
        wire_{io_,
              guard_,
              resolver_,
              trust_,
              kept_,
              options_.answer_bytes_max,
              options_.checks_loopback_certificates},
        work_(wire_.io->get_executor()),
        thread_([this] { wire_.io->run(); }) {}

  ~Impl() { stop(std::chrono::milliseconds(0)); }

  void send(OutgoingRequest request, OnEnd on_end) {
    const std::size_t bytes = request.bytes.size();
    const std::string problem = take_room(bytes);
    if (!problem.empty()) return on_end({Outcome::kCancelled, {}, problem, {}});
    asio::post(*wire_.io,
               [this, bytes, request = std::move(request), on_end = std::move(on_end)]() mutable {
                 start(std::move(request), bytes, std::move(on_end));
               });
  }

  std::string problem_with(const Url& url) const { return guard_.problem_with_host(url.host()); }

  void stop(std::chrono::milliseconds patience) {
    {
      std::unique_lock lock(mutex_);
      ended_ = true;
      emptied_.wait_for(lock, patience, [this] { return in_flight_ == 0; });
    }
    if (!thread_.joinable()) return;
    asio::post(*wire_.io, [this] {
      const auto left = exchanges_;
      for (const auto& exchange : left) exchange->cancel(kStopped);
      kept_.clear();
      work_.reset();
    });
    thread_.join();
  }

 private:
  /// Why there is no room; empty where there is.
  std::string take_room(std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    if (ended_) return kStopped;
    if (in_flight_ >= options_.in_flight_max || bytes_ + bytes > options_.in_flight_bytes_max) {
      return fmt::format(
          "{} requests of {} bytes together are on their way and wait for answers; no more are "
          "sent until some have come",
          in_flight_, bytes_);
    }
    ++in_flight_;
    bytes_ += bytes;
    return {};
  }

  void start(OutgoingRequest request, std::size_t bytes, OnEnd on_end) {
    const std::stop_token stop = request.stop;
    auto exchange = std::make_shared<OutgoingExchange>(wire_, std::move(request));
    exchanges_.insert(exchange);
    std::shared_ptr<const void> cancel =
        std::make_shared<const CancelOnStop>(wire_.io, stop, exchange);
    exchange->start([this, bytes, weak = std::weak_ptr(exchange), cancel = std::move(cancel),
                     on_end = std::move(on_end)](OutgoingResult result) {
      exchanges_.erase(weak.lock());
      on_end(std::move(result));
      const std::lock_guard lock(mutex_);
      bytes_ -= bytes;
      if (--in_flight_ == 0) emptied_.notify_all();
    });
  }

  const SenderOptions options_;
  const AddressGuard guard_;
  NameResolver resolver_;
  Trust trust_;
  const std::shared_ptr<asio::io_context> io_;
  KeptConnections kept_;  ///< the thread's alone
  const OutgoingExchange::Wire wire_;
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  std::unordered_set<std::shared_ptr<OutgoingExchange>> exchanges_;  ///< the thread's alone

  std::mutex mutex_;
  std::condition_variable emptied_;
  std::size_t in_flight_ = 0;  ///< guarded by mutex_, as all below
  std::size_t bytes_ = 0;
  bool ended_ = false;

  std::thread thread_;
};

Sender::Sender(SenderOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}

Sender::~Sender() = default;

void Sender::send(OutgoingRequest request, OnEnd on_end) {
  impl_->send(std::move(request), std::move(on_end));
}

std::string Sender::problem_with(const Url& url) const {
  return impl_->problem_with(url);
}

void Sender::stop(std::chrono::milliseconds patience) {
  impl_->stop(patience);
}

OutgoingResult send_and_wait(Sender& sender, OutgoingRequest request) {
  auto promise = std::make_shared<std::promise<OutgoingResult>>();
  auto result = promise->get_future();
  sender.send(std::move(request),
              [promise](OutgoingResult ended) { promise->set_value(std::move(ended)); });
  return result.get();
}

}  // namespace hookline
