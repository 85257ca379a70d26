#pragma once

#include "catcher/replies/reply_decision.h"

namespace hookline {

struct Capture;

/// What a server answers to let scripts of other sites send to it and read its answers (the CORS
/// protocol of the Fetch standard; preflight.h says what a browser asks).

/// 204, and whatever the question asked for is allowed.
ReplyDecision preflight_reply(const Capture& capture);
/// Lets the script that sent the capture read the answer, unless the decision says something of
/// that itself. Nothing for a capture without Origin: no script of another site has sent it.
void let_scripts_read(ReplyDecision& decision, const Capture& capture);

}  // namespace hookline
