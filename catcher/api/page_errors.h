#pragma once

#include "catcher/base/http/message/answer.h"

namespace hookline {

class CallError;
class HttpServer;

/// Where more about the API is found, for hints.
inline constexpr const char* kDescribed = "GET /api/openapi.json describes the API";

/// What each answer of an address with a page tells browsers: who may load, frame, open or keep it.
const Headers& page_headers();

/// The whole answer to a request that never gets as far as httplib.
Answer refusal_of(const CallError& error);

/// Gives every answer of httplib's the page's headers, and has it say in {"error","hint"} why a
/// request can't be answered: nothing is there, a call has thrown, httplib has refused it.
void explain_errors(HttpServer& server);

}  // namespace hookline
