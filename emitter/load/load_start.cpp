#include "emitter/load/load_start.h"

#include "catcher/base/process/failure.h"
#include "emitter/delivery/delivery_mark.h"
#include "emitter/load/plan/plan_facts.h"
#include "emitter/load/resume/lane.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

void refuse_another_plan(const Journal& journal, const LoadPlan& plan) {
  const std::string differs = plan_difference(journal.run()->plan, facts_of(plan));
  if (differs.empty()) return;
  throw Failure(ExitCode::kCannotRun,
                fmt::format("the journal {} is of another plan: {}; give the same flags to go on "
                            "with it, or name another file",
                            journal.file(), differs));
}

std::uint64_t lanes_of(const LoadPlan& plan) {
  return static_cast<std::uint64_t>(plan.threads);
}

void begin(Journal& journal, const LoadPlan& plan, CaptureSource* catcher) {
  const auto caught = catcher ? catcher->counts() : CaptureSource::Counts{};
  JournalRun run;
  run.id = new_run_id();
  run.plan = facts_of(plan);
  run.lanes = lanes_of(plan);
  run.caught_before = caught.last;
  run.dropped_before = caught.dropped;
  run.starts = 1;
  journal.save(run);
}

void begin_again(Journal& journal, std::uint64_t pending) {
  JournalRun run = *journal.run();
  ++run.starts;
  run.sent_again += pending;
  journal.save(run);
}

/// The events go to the lanes in turn: of three lanes each has every third.
std::uint64_t event_after(std::uint64_t last_event_id, Lane lane) {
  return last_event_id == 0 ? lane.number : last_event_id - 1 + lane.of;
}

/// At a rate the run goes on when the first event that isn't accepted is due; else when the last
/// one that is accepted was due.
Clock::duration elapsed_in(const Journal& journal, const LoadPlan& plan,
                           const std::vector<WorkerStart>& workers) {
  if (plan.rate) {
    std::uint64_t next = workers.front().next_event;
    for (const WorkerStart& worker : workers) next = std::min(next, worker.next_event);
    const Clock::time_point start;
    return plan.pacer(start).due(next) - start;
  }
  std::chrono::nanoseconds elapsed{0};
  for (const JournalLane& lane : journal.lanes()) elapsed = std::max(elapsed, lane.last_due);
  return elapsed;
}

}  // namespace

bool LoadStart::is_at_end(const LoadPlan& plan) const {
  return std::all_of(workers.begin(), workers.end(), [&](const WorkerStart& worker) {
    const bool is_over =
        !worker.accepts || (plan.count && worker.next_event >= *plan.count) ||
        (plan.duration_ms && elapsed >= std::chrono::milliseconds(*plan.duration_ms));
    return is_over && worker.pending.empty();
  });
}

LoadStart first_start(const LoadPlan& plan, CaptureSource* catcher) {
  LoadStart start;
  start.run = new_run_id();
  if (catcher) start.caught_before = catcher->counts();
  start.workers.resize(lanes_of(plan));
  const std::uint64_t first = plan.part.number * start.workers.size();
  for (std::uint64_t i = 0; i < start.workers.size(); ++i) start.workers[i].next_event = first + i;
  return start;
}

LoadStart start_from(Journal& journal, const LoadPlan& plan, CaptureSource* catcher) {
  const bool is_new = !journal.run();
  if (!is_new) refuse_another_plan(journal, plan);
  auto pending = journal.pending();
  is_new ? begin(journal, plan, catcher) : begin_again(journal, pending.size());

  const JournalRun& run = *journal.run();
  LoadStart start;
  start.run = run.id;
  start.caught_before = {run.caught_before, run.dropped_before};
  for (std::uint64_t i = 0; i < run.lanes; ++i) {
    const JournalLane& lane = journal.lanes()[i];
    const std::uint64_t next_event = event_after(lane.last_event, {i, run.lanes});
    start.workers.push_back({lane.ledger, next_event, {}, !run.is_accepted_whole});
  }
  for (Delivery& delivery : pending) {
    const Lane lane = Lane::of_id(delivery.id, run.lanes);
    start.workers[lane.number].pending.push_back(std::move(delivery));
  }
  start.elapsed = elapsed_in(journal, plan, start.workers);
  return start;
}

}  // namespace hookline
