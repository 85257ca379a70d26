#include "emitter/load/load_worker.h"

#include "emitter/load/loops/closed_loop.h"
#include "emitter/load/loops/open_loop.h"

#include <algorithm>
#include <utility>

namespace hookline {
namespace {

/// Its part of so many, of which the first ones get what doesn't divide evenly.
std::size_t part_of(std::size_t all, Lane lane) {
  return all / lane.of + (lane.number < all % lane.of ? 1 : 0);
}

DispatcherOptions options_for(const LoadPlan& plan, const std::string& run, Lane lane) {
  DispatcherOptions options;
  options.timeout_ms = plan.timeout_ms;
  options.retry = plan.promise.retry;
  options.attempt_header = plan.promise.attempt_header;
  options.signing_key = plan.signing_key;
  options.ca_file = plan.ca_file;
  options.checks_certificates = plan.checks_certificates;
  options.allowed_hosts = plan.allowed_hosts;
  options.run = run;
  options.threads = 1;
  options.connections_per_host = part_of(plan.connections, lane);
  options.in_flight_max = std::max<std::size_t>(1, plan.pending_max / lane.of);
  return options;
}

/// Events are numbered over all parts of a run, deliveries within one.
Lane lane_of_events(const LoadPlan& plan, Lane lane) {
  return {plan.part.number * lane.of + lane.number, plan.part.of * lane.of};
}

std::unique_ptr<SendingLoop> loop_for(const LoadPlan& plan, EventSender& sender, Lane lane) {
  if (plan.rate) return std::make_unique<OpenLoop>(plan, sender);
  return std::make_unique<ClosedLoop>(sender, part_of(plan.connections, lane));
}

}  // namespace

LoadWorker::LoadWorker(const LoadPlan& plan, const WebhookCrowd& crowd, const std::string& run,
                       Lane lane, WorkerStart from, JournalWriter* writer)
    : writer_(writer),
      pending_(std::move(from.pending)),
      account_(lane, std::move(from.ledger)),
      sender_(plan, crowd, lane_of_events(plan, lane), from, account_, dispatcher_, writer),
      loop_(loop_for(plan, sender_, lane)),
      dispatcher_(options_for(plan, run, lane),
                  [this](const Attempt& attempt) { on_attempt(attempt); }) {}

LoadWorker::~LoadWorker() {
  cancel();
  if (thread_.joinable()) thread_.join();
}

void LoadWorker::start(Clock::time_point start, Clock::duration elapsed,
                       std::function<void()> on_done) {
  sender_.begin(start, start + elapsed);
  account_.begin(start + elapsed);
  on_done_ = std::move(on_done);
  thread_ = std::thread([this] { run(); });
}

void LoadWorker::cancel() {
  sender_.stop();
  dispatcher_.cancel();
}

void LoadWorker::run() {
  loop_->run(std::move(pending_));
  if (writer_) writer_->flush();
  dispatcher_.drain();
  on_done_();
}

void LoadWorker::on_attempt(const Attempt& attempt) {
  account_.record(attempt);
  if (!attempt.is_last()) return;
  if (writer_ && attempt.outcome != Outcome::kCancelled) {
    writer_->end({attempt.delivery_id, attempt.state});
  }
  loop_->on_ended();
}

}  // namespace hookline
