#include "emitter/visits/asking.h"

#include "emitter/delivery/given_request.h"
#include "emitter/delivery/wire/jobs/dispatcher_options.h"

#include <optional>
#include <utility>

namespace hookline {
namespace {

Visit::Step arrive(Visit& visit, const Url& to, const std::vector<std::string>& addresses) {
  std::optional<Visit::Step> first;
  for (const std::string& address : addresses) {
    Visit::Step step = visit.connect(address);
    if (step.is_fine() && to.is_https()) {
      Visit::Step handshake = visit.shake_hands(Visit::Handshake::kAsSenders);
      handshake.duration += step.duration;
      return handshake;
    }
    if (step.is_fine() || step.outcome == Outcome::kCancelled) return step;
    // The problem with the first address is the one to tell: the others are only tried besides.
    if (!first) first = std::move(step);
  }
  return first.value_or(Visit::Step{Outcome::kUnresolved, "there is no address to go to", {}});
}

}  // namespace

std::string form_post(const Url& to, const std::string& body, const std::string& mark) {
  GivenRequest request;
  request.add_header("Content-Type", "application/x-www-form-urlencoded");
  return request.head(to, DispatcherOptions().user_agent, mark, body.size()) + body;
}

OutgoingResult ask_once(Visitor& visitor, const Url& to, const std::vector<std::string>& addresses,
                        const std::string& request, AnswerReader::Body body) {
  Visit visit(visitor, to);
  const Visit::Step arrived = arrive(visit, to, addresses);
  if (!arrived.is_fine()) return {arrived.outcome, {}, arrived.problem, arrived.duration};
  OutgoingResult result = visit.ask(request, body);
  result.duration += arrived.duration;
  return result;
}

}  // namespace hookline
