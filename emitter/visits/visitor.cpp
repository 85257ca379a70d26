#include "emitter/visits/visitor.h"

#include <utility>

#include <boost/asio/post.hpp>
#include <fmt/format.h>

namespace hookline {

Visitor::Visitor(VisitorOptions options, std::stop_token stop)
    : options_(std::move(options)),
      stop_(std::move(stop)),
      io_(std::make_shared<boost::asio::io_context>(1)),
      work_(io_->get_executor()),
      guard_(options_.allowed_hosts),
      resolver_(options_.names),
      trust_(options_.ca_file, options_.checks_certificates ? Trust::Checks::kCertificates
                                                            : Trust::Checks::kNothing) {}

FoundAddresses Visitor::find(const std::string& host) {
  auto known = addresses_without_lookup(host);
  if (!known.empty()) return {std::move(known), {}};
  struct Look {
    bool is_done = false;
    FoundAddresses found;
  };
  const auto look = std::make_shared<Look>();
  resolver_.find(host, {io_, look, [raw = look.get()](FoundAddresses found) {
                          raw->found = std::move(found);
                          raw->is_done = true;
                        }});
  switch (wait_for(look->is_done, Clock::now() + options_.timeout)) {
    case Waited::kDone:
      return look->found;
    case Waited::kTimedOut:
      return {{}, fmt::format("no answer within {} ms", options_.timeout.count())};
    case Waited::kStopped:
      break;
  }
  return {{}, "the look-up was interrupted"};
}

Visitor::Waited Visitor::wait_for(const bool& is_done, Clock::time_point deadline) {
  const std::stop_callback wake(stop_, [this] { boost::asio::post(*io_, [] {}); });
  while (!is_done) {
    if (stop_.stop_requested()) return Waited::kStopped;
    if (io_->run_one_until(deadline) == 0) return Waited::kTimedOut;
  }
  return Waited::kDone;
}

void Visitor::wait_out(const bool& is_done) {
  while (!is_done) io_->run_one();
}

}  // namespace hookline
