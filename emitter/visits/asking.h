#pragma once

#include "catcher/base/http/url/url.h"
#include "catcher/base/net/outgoing_request.h"
#include "emitter/visits/visit.h"

#include <string>
#include <vector>

namespace hookline {

/// A form's POST as deliveries are sent, head and body. `mark`: a DeliveryMark's text.
std::string form_post(const Url& to, const std::string& body, const std::string& mark);

/// One request on a connection of its own, to the first of the addresses that takes one. The
/// duration counts from connecting to the end of the answer.
OutgoingResult ask_once(Visitor& visitor, const Url& to, const std::vector<std::string>& addresses,
                        const std::string& request,
                        AnswerReader::Body body = AnswerReader::Body::kAsFramed);

}  // namespace hookline
