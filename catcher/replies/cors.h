#pragma once

#include "catcher/replies/reply_decision.h"

#include <string>

namespace hookline {

struct Capture;

/// What a browser asks of a server before a script of another site may send to it, or read its
/// answers (the CORS protocol of the Fetch standard).

/// Whether it is the question before a request: OPTIONS with Origin and
/// Access-Control-Request-Method.
bool is_preflight(const Capture& capture);
/// Why the browser that asked so sends no request after the answer it got: a sentence with what to
/// do. Empty where the answer allows it, where there is none yet, and for other captures.
std::string preflight_warning(const Capture& capture);

/// 204, and whatever the question asked for is allowed.
ReplyDecision preflight_reply(const Capture& capture);
/// Lets the script that sent the capture read the answer, unless the decision says something of
/// that itself. Nothing for a capture without Origin: no script of another site has sent it.
void let_scripts_read(ReplyDecision& decision, const Capture& capture);

}  // namespace hookline
