#pragma once

#include "catcher/base/http/headers/header.h"

#include <span>
#include <string>
#include <utility>

namespace hookline {

class CallError;
struct WireRequest;

/// What each answer of the page's address tells browsers: who may load, frame, open or keep it.
std::span<const std::pair<const char*, const char*>> page_headers();

/// A whole answer that refuses a request which never got as far as httplib.
std::string refusal_answer(const WireRequest& request, const CallError& error);

}  // namespace hookline
