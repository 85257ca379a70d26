#include "emitter/samples/sample_post.h"

#include "catcher/base/net/names/vetted_addresses.h"
#include "catcher/base/process/failure.h"
#include "catcher/base/units/timestamp.h"
#include "emitter/delivery/delivery_mark.h"
#include "emitter/load/plan/event_source.h"
#include "emitter/platform/payloads/payload.h"
#include "emitter/samples/sample.h"
#include "emitter/visits/asking.h"
#include "emitter/visits/visitor.h"

namespace hookline {
namespace {

VettedAddresses addresses_of(Visitor& visitor, const Url& to) {
  const std::string problem = visitor.guard().problem_with_host(to.host());
  if (!problem.empty()) throw Failure(ExitCode::kCannotRun, problem);
  VettedAddresses addresses = vetted(visitor.guard(), to.host(), visitor.find(to.host()));
  if (addresses.outcome != Outcome::kForbidden) return addresses;
  throw Failure(ExitCode::kCannotRun, addresses.problem);
}

}  // namespace

std::string sample_body(EventType type, SampleForm form, const Url& to) {
  if (form == SampleForm::kSample) return encode_form(sample_of(type, to.text()));
  constexpr std::int64_t kMicroseconds = 1'000'000;
  EventSource events(std::span(&type, 1));
  return *render_payload(events.next(1, wall_clock_us() / kMicroseconds));
}

void post_samples(Visitor& visitor, const Url& to, std::span<const EventType> types,
                  SampleForm form,
                  const std::function<void(EventType, const OutgoingResult&)>& on_end) {
  const VettedAddresses addresses = addresses_of(visitor, to);
  const std::string run = new_run_id();
  std::uint64_t id = 0;
  for (const EventType type : types) {
    if (visitor.is_stopped()) return;
    if (addresses.list.empty()) {
      on_end(type, {addresses.outcome, {}, addresses.problem, {}});
      continue;
    }
    const std::string mark = DeliveryMark{run, ++id}.text();
    const std::string request = form_post(to, sample_body(type, form, to), mark);
    on_end(type, ask_once(visitor, to, addresses.list, request));
  }
}

bool is_taken(const OutgoingResult& result) {
  return result.outcome == Outcome::kAnswered && result.answer.status >= 200 &&
         result.answer.status < 300;
}

}  // namespace hookline
