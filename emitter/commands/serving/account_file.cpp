#include "emitter/commands/serving/account_file.h"

#include "catcher/base/json/json_mistakes.h"
#include "catcher/base/json/json_reader.h"
#include "emitter/platform/reading/catcher_url.h"
#include "emitter/scenario/format/readers/account_reader.h"
#include "emitter/scenario/format/readers/webhook_reader.h"

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace hookline {
namespace {

std::vector<JsonValue> webhooks_in(const JsonValue& account, JsonMistakes& mistakes) {
  std::vector<JsonValue> entries;
  mistakes.read(account, [&] { entries = account.object().items_or_none("webhooks"); });
  return entries;
}

/// Of the automations' actions.
void replace_catcher(AccountState& state, const std::string& catching_url) {
  std::vector<Automation> changed;
  for (const auto& [id, automation] : state.automations) {
    changed.push_back(*automation);
    for (AutomationStep& step : changed.back().steps)
      if (auto* webhook = std::get_if<WebhookStep>(&step))
        webhook->url = with_catcher(webhook->url, catching_url);
  }
  for (Automation& automation : changed) state.automations.put(std::move(automation));
}

}  // namespace

NewAccount read_account_file(const std::string& file, const std::string& catching_url) {
  const auto document = JsonDocument::read_file(file);
  const std::optional<JsonValue> part = document.root().object().find("account");
  const JsonValue root = part.value_or(document.root());
  JsonMistakes mistakes;
  auto state = read_account(root, mistakes);
  const auto lists = state ? std::optional(state->lists.ids()) : std::nullopt;
  const auto known = lists ? std::optional(std::span<const std::uint64_t>(*lists)) : std::nullopt;
  NewAccount account;
  for (const JsonValue& entry : webhooks_in(root, mistakes)) {
    mistakes.read(entry, [&] {
      account.webhooks.push_back(make_webhook(read_webhook(entry, known), file, catching_url));
    });
  }
  mistakes.refuse_if_any();
  account.state = *std::move(state);
  replace_catcher(account.state, catching_url);
  return account;
}

}  // namespace hookline
