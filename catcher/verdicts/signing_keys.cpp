#include "catcher/verdicts/signing_keys.h"

#include "catcher/captures/views/capture_view.h"

#include <algorithm>

namespace hookline {
namespace {

struct Judgement {
  const SigningRule* rule = nullptr;
  SignatureCheck check;
};

/// The nearest verdict of all keys that are for the capture; the first of equals.
std::optional<Judgement> best_of(const SigningRules& rules, const Capture& capture) {
  std::optional<Judgement> best;
  std::string storage;
  std::optional<Headers> headers;
  std::string_view body;
  for (const SigningRule& rule : rules) {
    if (!rule.match.matches(capture)) continue;
    if (!headers) {
      headers = headers_of(capture);
      body = body_view(capture, storage);
    }
    auto check =
        verify(rule.key, *headers, body, capture.received_us / 1'000'000, rule.tolerance_s);
    if (!best || is_nearer(check, best->check)) best = Judgement{&rule, std::move(check)};
    if (best->check.verdict == Verdict::kValid) break;
  }
  return best;
}

/// Why the body that was signed isn't there, a clause; empty where it is.
std::string why_no_body(const Capture& capture) {
  if (!capture.refusal.empty()) return "the request was refused, its body isn't whole here";
  if (!capture.complete) return "the sender went away before the end of the body";
  if (capture.truncated) return "the body is over the limit, and only its start is kept";
  std::string storage;
  return body_view(capture, storage).size() == capture.body_bytes ? ""
                                                                  : "not all of its body is kept";
}

}  // namespace

SigningKeys::SigningKeys() : rules_(std::make_shared<const SigningRules>()) {}

void SigningKeys::set(SigningRules rules) {
  const std::lock_guard lock(mutex_);
  for (SigningRule& rule : rules) {
    if (rule.id == 0) rule.id = ++last_id_;
  }
  rules_ = std::make_shared<const SigningRules>(std::move(rules));
}

std::shared_ptr<const SigningRules> SigningKeys::rules() const {
  const std::lock_guard lock(mutex_);
  return rules_;
}

std::optional<SignatureCheck> SigningKeys::judge(const Capture& capture) const {
  const auto rules = this->rules();
  if (rules->empty() || !why_no_body(capture).empty()) return std::nullopt;
  auto best = best_of(*rules, capture);
  return best ? std::optional(std::move(best->check)) : std::nullopt;
}

std::string SigningKeys::why_not_judged(const Capture& capture) const {
  const auto rules = this->rules();
  const bool any = std::any_of(rules->begin(), rules->end(), [&](const SigningRule& rule) {
    return rule.match.matches(capture);
  });
  return any ? why_no_body(capture) : "";
}

std::optional<SigningKey> SigningKeys::key_for(const Capture& capture) const {
  const auto rules = this->rules();
  const auto best = best_of(*rules, capture);
  return best ? std::optional(best->rule->key) : std::nullopt;
}

}  // namespace hookline
