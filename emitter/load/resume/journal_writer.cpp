#include "emitter/load/resume/journal_writer.h"

#include <iterator>

namespace hookline {

void JournalWriter::Batch::clear() {
  accepted.clear();
  releases.clear();
  ended.clear();
}

JournalWriter::JournalWriter(Write write, std::function<void()> on_failure)
    : write_(std::move(write)), on_failure_(std::move(on_failure)), thread_([this] { run(); }) {}

JournalWriter::~JournalWriter() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  handed_over_.notify_one();
  thread_.join();
}

void JournalWriter::accept(std::vector<Delivery>& deliveries, const Release& release) {
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

void JournalWriter::end(Settlement end) {
  bool was_empty = false;
  {
    const std::lock_guard lock(mutex_);
    was_empty = waiting_.empty();
    waiting_.ended.push_back(end);
  }
  if (was_empty) handed_over_.notify_one();
}

void JournalWriter::wait_for_room() {
  std::unique_lock lock(mutex_);
  written_.wait(lock, [this] { return waiting_.accepted.size() < kWaitingMax; });
}

void JournalWriter::flush() {
  std::unique_lock lock(mutex_);
  const std::uint64_t last = batches_begun_ + (waiting_.empty() ? 0 : 1);
  written_.wait(lock, [this, last] { return batches_done_ >= last; });
}

std::optional<Failure> JournalWriter::failure() const {
  const std::lock_guard lock(mutex_);
  return failure_;
}

void JournalWriter::run() {
  Batch batch;
  std::unique_lock lock(mutex_);
  while (true) {
    handed_over_.wait(lock, [this] { return !waiting_.empty() || is_ending_; });
    if (waiting_.empty()) return;
    std::swap(batch, waiting_);
    ++batches_begun_;
    lock.unlock();
    write_out(batch);
    batch.clear();
    lock.lock();
    ++batches_done_;
    written_.notify_all();
  }
}

void JournalWriter::write_out(Batch& batch) {
  if (!failure()) {
    try {
      write_(batch.accepted, batch.ended);
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

void JournalWriter::fail(const Failure& failure) {
  {
    const std::lock_guard lock(mutex_);
    failure_ = failure;
  }
  on_failure_();
}

}  // namespace hookline
