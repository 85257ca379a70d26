#include "emitter/serving/recording/recorded_steps.h"

#include "emitter/scenario/format/steps/step_reader.h"
#include "emitter/serving/recording/silent_steps.h"

#include <algorithm>
#include <span>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::int64_t kMilliseconds = 1000;

bool is_joining_or_leaving(const Event& event) {
  return event.type == EventType::kSubscribe || event.type == EventType::kUnsubscribe;
}

/// One event per list, in the scalar form, from one deed.
bool go_together(const Event& a, const Event& b) {
  return is_joining_or_leaving(a) && a.type == b.type && !a.list_as_array && !b.list_as_array &&
         !a.lists.empty() && !b.lists.empty() && a.contact && b.contact &&
         a.contact->id == b.contact->id;
}

class StepMaker {
 public:
  StepMaker(AccountState account, std::int64_t begin_s)
      : account_(std::move(account)), time_ms_(begin_s * kMilliseconds) {}

  void add(const Doing& doing) {
    if (doing.is_by_itself) {
      waited_until_ms_ = std::max(waited_until_ms_, doing.cause.time_s * kMilliseconds);
      return;
    }
    source_ = doing.cause.source;
    auto entered = doing.entered.begin();
    for (std::size_t i = 0; i < doing.events.size();) {
      if (entered != doing.entered.end() && entered->first_event <= i) {
        enter(*entered);
        i = std::max(i, (entered++)->end_event);
        continue;
      }
      i = add_events(doing.events, i,
                     entered == doing.entered.end() ? doing.events.size() : entered->first_event);
    }
    for (; entered != doing.entered.end(); ++entered) enter(*entered);
    for (StepJson& step : silent_steps(doing, account_.state())) do_step(std::move(step));
  }

  RecordedSteps finish() && {
    // An automation went on after the last step: time passes once more.
    if (waited_until_ms_ > time_ms_)
      do_step({{"action", "import"}, {"contacts", StepJson::array()}});
    return std::move(recorded_);
  }

 private:
  /// Those from `i` that go together, up to `end`. Gives where the next begin.
  std::size_t add_events(const std::vector<Event>& events, std::size_t i, std::size_t end) {
    std::size_t next = i + 1;
    while (next < end && go_together(events[i], events[next])) ++next;
    if (events[i].automation_id) return next;
    bring_about_contact(events[i]);
    StepJson step = step_of(events[i], account_.state());
    if (next > i + 1) {
      StepJson lists = StepJson::array();
      for (const Event& event : std::span(events).subspan(i, next - i))
        lists.push_back(event.lists.front().id);
      step.erase("list");
      step["lists"] = std::move(lists);
    }
    do_step(std::move(step));
    return next;
  }

  /// A deal's step can't change its contact.
  void bring_about_contact(const Event& event) {
    if (!event.deal || !event.deal_contact) return;
    const Contact& contact = *event.deal_contact;
    const auto before = account_.state().contacts.find(contact.id);
    StepJson different = difference(before.get(), contact);
    if (before && different.size() < 2) return;
    do_step({{"action", "import"}, {"contacts", StepJson::array({std::move(different)})}});
  }

  void enter(const EnteredAutomation& entered) {
    do_step({{"action", "automation.start"},
             {"as", name_of(source_)},
             {"automation", entered.automation},
             {"contact", entered.contact}});
  }

  /// Does it in the copy, and adds it where that takes it.
  void do_step(StepJson step) {
    if (waited_until_ms_ > time_ms_) wait(step);
    account_.pass_time(time_ms_);  // as a play does before each step
    const std::string text =
        StepJson::array({step}).dump(-1, ' ', false, StepJson::error_handler_t::replace);
    try {
      const auto document = JsonDocument::parse(text, "");
      const auto steps = read_steps(document.root(), account_.state());
      steps.front().operation()->perform_on(account_, time_ms_ / kMilliseconds);
    } catch (const Failure&) {
      return;
    }
    recorded_.steps.push_back(std::move(step));
  }

  /// A second more than it was, as the times of events are whole seconds.
  void wait(StepJson& step) {
    const std::int64_t by_s = (waited_until_ms_ - time_ms_) / kMilliseconds + 1;
    step["after"] = fmt::format("{}s", by_s);
    time_ms_ += by_s * kMilliseconds;
    recorded_.waits = true;
  }

  Account account_;
  std::int64_t time_ms_;  ///< as it passes in the copy
  std::int64_t waited_until_ms_ = 0;
  Source source_ = Source::kAdmin;
  RecordedSteps recorded_;
};

}  // namespace

RecordedSteps recorded_steps(const Recording& recording, AccountState account) {
  constexpr std::int64_t kMicroseconds = 1'000'000;
  StepMaker maker(std::move(account), recording.since_us / kMicroseconds);
  for (const auto& doing : recording.doings) maker.add(*doing);
  return std::move(maker).finish();
}

}  // namespace hookline
