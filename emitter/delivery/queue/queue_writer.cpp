#include "emitter/delivery/queue/queue_writer.h"

#include <iterator>

namespace hookline {

void QueueWriter::Batch::clear() {
  accepted.clear();
  releases.clear();
  ended.clear();
}

QueueWriter::QueueWriter(DeliveryQueue& queue, std::function<void()> on_failure)
    : queue_(queue), on_failure_(std::move(on_failure)), thread_([this] { run(); }) {}

QueueWriter::~QueueWriter() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  handed_over_.notify_one();
  thread_.join();
}

void QueueWriter::accept(std::vector<Delivery>& deliveries, const Release& release) {
  if (deliveries.empty()) return;
  bool was_empty = false;
  {
    const std::lock_guard lock(mutex_);
    was_empty = waiting_.empty();
    waiting_.releases.emplace_back(&release, deliveries.size());
    waiting_.accepted.insert(waiting_.accepted.end(), std::move_iterator(deliveries.begin()),
                             std::move_iterator(deliveries.end()));
  }
  deliveries.clear();
  if (was_empty) handed_over_.notify_one();
}

void QueueWriter::end(DeliveryEnd end) {
  bool was_empty = false;
  {
    const std::lock_guard lock(mutex_);
    was_empty = waiting_.empty();
    waiting_.ended.push_back(end);
  }
  if (was_empty) handed_over_.notify_one();
}

void QueueWriter::wait_for_room() {
  std::unique_lock lock(mutex_);
  written_.wait(lock, [this] { return waiting_.accepted.size() < kWaitingMax; });
}

void QueueWriter::flush() {
  std::unique_lock lock(mutex_);
  const std::uint64_t last = batches_begun_ + (waiting_.empty() ? 0 : 1);
  written_.wait(lock, [this, last] { return batches_done_ >= last; });
}

std::optional<Failure> QueueWriter::failure() const {
  const std::lock_guard lock(mutex_);
  return failure_;
}

void QueueWriter::run() {
  Batch batch;
  std::unique_lock lock(mutex_);
  while (true) {
    handed_over_.wait(lock, [this] { return !waiting_.empty() || is_ending_; });
    if (waiting_.empty()) return;
    std::swap(batch, waiting_);
    ++batches_begun_;
    lock.unlock();
    write(batch);
    batch.clear();
    lock.lock();
    ++batches_done_;
    written_.notify_all();
  }
}

void QueueWriter::write(Batch& batch) {
  if (!failure()) {
    try {
      queue_.commit(batch.accepted, batch.ended);
    } catch (const Failure& failure) {
      fail(failure);
    }
  }
  std::span<Delivery> rest = batch.accepted;
  for (const auto& [release, count] : batch.releases) {
    (*release)(rest.first(count));
    rest = rest.subspan(count);
  }
}

void QueueWriter::fail(const Failure& failure) {
  {
    const std::lock_guard lock(mutex_);
    failure_ = failure;
  }
  on_failure_();
}

}  // namespace hookline
