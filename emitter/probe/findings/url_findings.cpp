#include "emitter/probe/findings/url_findings.h"

#include "catcher/base/http/url/host_name.h"
#include "catcher/base/net/addresses/address_kind.h"
#include "emitter/platform/webhooks/url_rules.h"

#include <string>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::string_view kRefusesTheUrl = "The platform doesn't take it as a webhook's URL.";

bool is_loopback(const Url& url) {
  const auto address = parse_address(url.host());
  return address ? kind_of(*address).reach == Reach::kLoopback : is_localhost(url.host());
}

Finding refused(const UrlError& error) {
  return {"url", Grade::kBad, error.what(), std::string(kRefusesTheUrl),
          fmt::format("Change what stands at position {}.", error.position() + 1)};
}

Finding judge_characters(const Url& url) {
  if (url.user_info().empty()) return {"url", Grade::kGood, "the platform takes each character"};
  return {"url", Grade::kDoubtful, "it holds a user's name or password",
          "Whether the platform sends these as Basic credentials isn't documented.",
          "Put a secret into the path or the query instead."};
}

Finding judge_port(const Url& url) {
  const std::string port =
      fmt::format("{} on port {}", url.is_https() ? "https" : "http", url.port());
  if (!url.is_https() || url.port() == 443) return {"port", Grade::kGood, port};
  return {"port", is_loopback(url) ? Grade::kDoubtful : Grade::kBad, port,
          "The platform delivers https to port 443 only.",
          "Let the endpoint be reached on port 443 before a webhook leads there."};
}

}  // namespace

JudgedUrl judge_url(std::string_view text) {
  JudgedUrl judged;
  try {
    judged.url = parse_webhook_url(text, HttpsPorts::kAny);
    judged.findings = {judge_characters(*judged.url), judge_port(*judged.url)};
    return judged;
  } catch (const UrlError& error) {
    judged.findings.push_back(refused(error));
  }
  try {
    judged.url = Url::parse(text);
    judged.findings.push_back(judge_port(*judged.url));
  } catch (const UrlError&) {
    // It can't be sent to at all; the finding says why.
  }
  return judged;
}

}  // namespace hookline
