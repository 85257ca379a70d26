#pragma once

#include "catcher/base/http/url/url.h"
#include "catcher/base/net/outgoing_request.h"
#include "emitter/platform/events/event_type.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>

namespace hookline {

class Visitor;

enum class SampleForm : std::uint8_t {
  kSample,  ///< as the platform's "Send Sample Data" posts it
  kLive,    ///< as an event of an account is delivered
};

/// The body for one kind of event. A sample names the webhook's URL; a live one happens now.
std::string sample_body(EventType type, SampleForm form, const Url& to);

/// The request, head and body. `mark`: a DeliveryMark's text.
std::string sample_request(EventType type, SampleForm form, const Url& to, const std::string& mark);

/// One that was posted.
struct PostedSample {
  std::string request;
  OutgoingResult result;
};
/// Posts one body. That the URL's host may not be reached is told as Outcome::kForbidden.
PostedSample post_sample(Visitor& visitor, const Url& to, EventType type, SampleForm form);

/// Posts one body for each kind of event, one after another, each on a connection of its own, and
/// hands over what came of it, until there is a stop. Throws Failure(kCannotRun) where the URL's
/// host may not be reached.
void post_samples(Visitor& visitor, const Url& to, std::span<const EventType> types,
                  SampleForm form,
                  const std::function<void(EventType, const OutgoingResult&)>& on_end);

/// 2xx.
bool is_taken(const OutgoingResult& result);

}  // namespace hookline
