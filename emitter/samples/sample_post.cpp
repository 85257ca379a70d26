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

#include <utility>

namespace hookline {
namespace {

VettedAddresses addresses_of(Visitor& visitor, const Url& to) {
  const std::string problem = visitor.guard().problem_with_host(to.host());
  if (!problem.empty()) return {{}, Outcome::kForbidden, problem};
  return vetted(visitor.guard(), to.host(), visitor.find(to.host()));
}

OutgoingResult post(Visitor& visitor, const Url& to, const VettedAddresses& addresses,
                    const std::string& request) {
  if (addresses.list.empty()) return {addresses.outcome, {}, addresses.problem, {}};
  return ask_once(visitor, to, addresses.list, request);
}

}  // namespace

std::string sample_body(EventType type, SampleForm form, const Url& to) {
  if (form == SampleForm::kSample) return encode_form(sample_of(type, to.text()));
  constexpr std::int64_t kMicroseconds = 1'000'000;
  EventSource events(std::span(&type, 1));
  return *render_payload(events.next(1, wall_clock_us() / kMicroseconds));
}

std::string sample_request(EventType type, SampleForm form, const Url& to,
                           const std::string& mark) {
  return form_post(to, sample_body(type, form, to), mark);
}

PostedSample post_sample(Visitor& visitor, const Url& to, EventType type, SampleForm form) {
  const std::string mark = DeliveryMark{new_run_id(), 1}.text();
  std::string request = sample_request(type, form, to, mark);
  OutgoingResult result = post(visitor, to, addresses_of(visitor, to), request);
  return {std::move(request), std::move(result)};
}

void post_samples(Visitor& visitor, const Url& to, std::span<const EventType> types,
                  SampleForm form,
                  const std::function<void(EventType, const OutgoingResult&)>& on_end) {
  const VettedAddresses addresses = addresses_of(visitor, to);
  if (addresses.outcome == Outcome::kForbidden)
    throw Failure(ExitCode::kCannotRun, addresses.problem);
  const std::string run = new_run_id();
  std::uint64_t id = 0;
  for (const EventType type : types) {
    if (visitor.is_stopped()) return;
    const std::string mark = DeliveryMark{run, ++id}.text();
    on_end(type, post(visitor, to, addresses, sample_request(type, form, to, mark)));
  }
}

bool is_taken(const OutgoingResult& result) {
  return result.outcome == Outcome::kAnswered && result.answer.status >= 200 &&
         result.answer.status < 300;
}

}  // namespace hookline
