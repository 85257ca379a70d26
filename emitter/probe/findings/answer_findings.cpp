#include "emitter/probe/findings/answer_findings.h"

#include "catcher/base/http/headers/header.h"
#include "catcher/base/text/ascii.h"
#include "emitter/probe/findings/answer_kind.h"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

namespace hookline {
namespace {

/// Of a status that says no to a POST.
struct Refusal {
  int status;
  std::string_view means;
  std::string_view advice;
};

constexpr std::array kRefusals = {
    Refusal{400, kEventsAreLost,
            "Take a form (application/x-www-form-urlencoded) whose names have brackets in them; "
            "`emitter events` lists the fields."},
    Refusal{401, "The platform signs nothing and sends no credentials: each event is lost.",
            "Let this path through without a log-in, and put a secret into the URL's path or "
            "query."},
    Refusal{403, "Somebody before your program turns the platform away, and each event is lost.",
            "Let POSTs to this path through the firewall and the bot protection, and ask for no "
            "signature: the platform sends none."},
    Refusal{404, kEventsAreLost, "Check the path, and that the program behind it takes POSTs."},
    Refusal{405, kEventsAreLost, "Let the program take POSTs at this path."},
    Refusal{406, kEventsAreLost, "Answer whatever the sender accepts: it doesn't say."},
    Refusal{408, kEventsAreLost, "Let the server wait longer for a request's body."},
    Refusal{410, "At this answer the platform switches the webhook off for good.",
            "Answer 200; a webhook that was switched off has to be deleted and made anew."},
    Refusal{411, kEventsAreLost, "Take a request with Content-Length as it is."},
    Refusal{413, kEventsAreLost,
            "Raise the limit on a request's body: even the sample is too large for it."},
    Refusal{415, "The platform sends forms and nothing else: each event is lost.",
            "Take the type application/x-www-form-urlencoded; JSON never comes."},
    Refusal{419, "A page's protection against forged forms turns the platform away.",
            "Except this path from the check of the CSRF token."},
    Refusal{422, kEventsAreLost,
            "Let the program take fields that it doesn't know, and empty ones; `emitter events` "
            "lists them."},
    Refusal{429, "Events that come close together are lost.",
            "Raise the limit for this path: the platform sends several at once."},
    Refusal{502, kEventsAreLost, "Start the program behind the proxy, or mend the way to it."},
    Refusal{503, kEventsAreLost, "Start the program behind it, or end its maintenance."},
    Refusal{504, kEventsAreLost, "The proxy waits in vain for the program behind it: see its log."},
};

Refusal refusal_with(int status) {
  const auto known =
      std::ranges::find_if(kRefusals, [&](const Refusal& one) { return one.status == status; });
  if (known != kRefusals.end()) return *known;
  if (status >= 500) {
    return {status, kEventsAreLost, "Look into the program's log: it failed at the sample."};
  }
  return {status, kEventsAreLost, "Answer with 200 to 299 whatever was taken."};
}

bool leads_to_a_login(std::string_view location) {
  const std::string low = lowered(location);
  for (const std::string_view mark : {"login", "log-in", "signin", "sign-in", "/auth", "sso"}) {
    if (low.find(mark) != std::string::npos) return true;
  }
  return false;
}

Finding judge_redirect(const Answer& answer) {
  const std::string location(find_header(answer.headers, "location").value_or(""));
  std::string advice = fmt::format("Write {} as the webhook's URL.", location);
  if (location.empty()) advice = "Answer it there and then.";
  if (!location.empty() && !location.starts_with("http")) {
    advice = fmt::format("Write the URL with {} as the webhook's.", location);
  }
  if (leads_to_a_login(location)) {
    advice = "Let this path through without a log-in: the platform can't log in.";
  }
  return {
      "post", Grade::kBad,
      fmt::format("it redirects ({}){}{}", answer.status, location.empty() ? "" : " to ", location),
      "As far as is known the platform follows no redirect: each event is lost.",
      std::move(advice)};
}

}  // namespace

bool is_success(const OutgoingResult& result) {
  return result.outcome == Outcome::kAnswered && result.answer.status >= 200 &&
         result.answer.status < 300;
}

Finding judge_reading(std::string_view check, std::string_view method,
                      const OutgoingResult& result) {
  if (result.outcome != Outcome::kAnswered) {
    return {check, Grade::kDoubtful, fmt::format("{}: {}", method, result.problem),
            "Webhooks are POSTs; but services that look whether it is there will think not.",
            fmt::format("Answer {} with any status.", method)};
  }
  const int status = result.answer.status;
  if (status >= 500) {
    return {check, Grade::kDoubtful, fmt::format("{} is answered {}", method, status),
            "Webhooks are POSTs; but services that look whether it is there will think not.",
            fmt::format("Answer {} with 200, 404 or 405.", method)};
  }
  return {check, Grade::kGood,
          fmt::format("{} is answered {}{}", method, status,
                      status >= 300 ? ", which does no harm: webhooks are POSTs" : "")};
}

Finding judge_post(const Url& url, const OutgoingResult& post, const OutgoingResult& get) {
  if (post.outcome != Outcome::kAnswered) {
    std::string advice = "Let the server take the whole request and answer it with 200.";
    if (post.outcome == Outcome::kTimeout) {
      advice = "Answer at once, and do the work afterwards.";
    } else if (post.outcome == Outcome::kInvalidAnswer) {
      advice =
          fmt::format("Check the port: what listens on {} speaks another protocol.", url.port());
    }
    return {"post", Grade::kBad, post.problem, std::string(kEventsAreLost), std::move(advice)};
  }
  const int status = post.answer.status;
  if (is_success(post))
    return {"post", Grade::kGood, fmt::format("the sample is answered {}", status)};
  if (status >= 300 && status < 400) return judge_redirect(post.answer);
  const Refusal refusal = refusal_with(status);
  const bool is_posts_alone = is_success(get) && (status == 404 || status == 405);
  return {"post", Grade::kBad,
          fmt::format("the sample is answered {}{}", status,
                      is_posts_alone ? ", though GET is taken" : ""),
          std::string(refusal.means), std::string(refusal.advice)};
}

Finding judge_time(std::chrono::microseconds taken, std::chrono::milliseconds timeout) {
  const auto taken_ms = (taken.count() + 999) / 1000;
  const std::string found =
      fmt::format("answered in {} ms, of {} ms that it may take", taken_ms, timeout.count());
  if (taken * 5 <= timeout) return {"time", Grade::kGood, found};
  return {"time", Grade::kDoubtful, found,
          "How long the platform waits isn't documented; under load this becomes a time-out, and "
          "the event is lost.",
          "Answer at once, and do the work afterwards."};
}

Finding judge_body(const Answer& answer) {
  const std::string title = title_of(answer.body);
  const std::string named = title.empty() ? std::string() : fmt::format(": \"{}\"", title);
  switch (kind_of(answer)) {
    case AnswerKind::kCaptcha:
      return {"body", Grade::kBad, "a captcha" + named,
              "A firewall asks the platform whether it is human, and your program gets nothing; "
              "with a status of 2xx nobody is told.",
              "Except this path from the bot protection of your host or CDN."};
    case AnswerKind::kLogin:
      return {"body", Grade::kBad, "a log-in page" + named,
              "The event ends there, and with a status of 2xx it counts as delivered.",
              "Let this path through without a log-in."};
    case AnswerKind::kPage:
      return {"body", Grade::kDoubtful, "a page for people" + named,
              "Whatever is answered 2xx counts as delivered, also by the front page of a site.",
              "Make sure that your program has got the sample; a short text is enough."};
    case AnswerKind::kNothing:
      return {"body", Grade::kGood, "nothing, which is enough"};
    case AnswerKind::kJson:
      return {"body", Grade::kGood,
              fmt::format("JSON, {} bytes, which nobody reads", answer.body.size())};
    case AnswerKind::kOther:
      break;
  }
  return {"body", Grade::kGood, fmt::format("{} bytes, which nobody reads", answer.body.size())};
}

Finding judge_field(const LongField& field, const OutgoingResult& result) {
  if (is_success(result)) {
    return {field.check, Grade::kGood, fmt::format("a field of {} is taken", field.size_text)};
  }
  const bool is_answered = result.outcome == Outcome::kAnswered;
  const std::string why =
      is_answered ? fmt::format("it is answered {}", result.answer.status) : result.problem;
  return {field.check, Grade::kDoubtful,
          fmt::format("a field of {} isn't taken: {}", field.size_text, why),
          "The platform sets no limit to notes and fields: events with long ones are lost.",
          "Raise the limit on a request's body, in the proxy (nginx: client_max_body_size) and in "
          "the program (Express: urlencoded's limit)."};
}

Finding judge_keep_alive(bool was_closed, const OutgoingResult& second) {
  if (was_closed) {
    return {"keep_alive", Grade::kDoubtful, "each answer closes its connection",
            "Each event costs another connection; nothing is lost.",
            "Let the server keep connections for some seconds."};
  }
  if (second.outcome == Outcome::kAnswered) {
    return {
        "keep_alive", Grade::kGood,
        fmt::format("a second POST on the same connection is answered {}", second.answer.status)};
  }
  return {"keep_alive", Grade::kDoubtful,
          fmt::format("a second POST on the same connection fails: {}", second.problem),
          "An event that is sent just as the connection closes may be lost.",
          "Let the server keep connections for some seconds, or announce the end with Connection: "
          "close."};
}

}  // namespace hookline
