#include "catcher/signatures/signing_keys.h"

#include "catcher/captures/capture_view.h"

namespace hookline {
namespace {

struct Judgement {
  const SigningRule* rule = nullptr;
  SignatureCheck check;
};

/// The least verdict of all keys that are for the capture; the first of equals.
std::optional<Judgement> best_of(const SigningRules& rules, const Capture& capture) {
  std::optional<Judgement> best;
  std::string storage;
  std::optional<Headers> headers;
  std::string_view body;
  for (const SigningRule& rule : rules) {
    if (!matches(rule.match, capture)) continue;
    if (!headers) {
      headers = headers_of(capture);
      body = body_view(capture, storage);
    }
    auto check =
        verify(rule.key, *headers, body, capture.received_us / 1'000'000, rule.tolerance_s);
    if (!best || check.verdict < best->check.verdict) best = Judgement{&rule, std::move(check)};
    if (best->check.verdict == Verdict::kValid) break;
  }
  return best;
}

bool has_whole_body(const Capture& capture) {
  if (!capture.complete || capture.truncated || !capture.refusal.empty()) return false;
  std::string storage;
  return body_view(capture, storage).size() == capture.body_bytes;
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
  if (rules->empty() || !has_whole_body(capture)) return std::nullopt;
  auto best = best_of(*rules, capture);
  return best ? std::optional(std::move(best->check)) : std::nullopt;
}

std::optional<SigningKey> SigningKeys::key_for(const Capture& capture) const {
  const auto rules = this->rules();
  const auto best = best_of(*rules, capture);
  return best ? std::optional(best->rule->key) : std::nullopt;
}

}  // namespace hookline
