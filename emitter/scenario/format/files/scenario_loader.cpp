#include "emitter/scenario/format/files/scenario_loader.h"

#include "catcher/base/json/json_mistakes.h"
#include "catcher/base/json/json_reader.h"
#include "catcher/base/process/failure.h"
#include "catcher/replies/reply_rule.h"
#include "emitter/scenario/format/expectation_check.h"
#include "emitter/scenario/format/readers/account_reader.h"
#include "emitter/scenario/format/steps/step_reader.h"
#include "emitter/schemas/place_of_key.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

void refuse_shared_name(const JsonValue& value, std::span<const std::string_view> names) {
  if (std::find(names.begin(), names.end(), value.text()) == names.end()) return;
  value.fail(fmt::format(
      "another webhook or automation is called \"{}\" too; expectations need names of their own",
      value.text()));
}

constexpr std::array<std::string_view, 8> kKeys = {"$schema", "name",    "account",  "steps",
                                                   "replies", "timeout", "delivery", "expect"};

/// Reads one document, what others refer to first. Mistakes are collected.
class Loader {
 public:
  Loader(const JsonDocument& document, std::string file) : root_(document.root()) {
    scenario_.file = std::move(file);
  }

  Scenario load() {
    refuse_a_schema();
    if (!mistakes_.read(root_, [this] { check_keys(); })) mistakes_.refuse_if_any();
    read_part([this] { scenario_.name = root_.object().require("name").name(); });
    load_account();
    load_steps();
    read_key("replies", [this](const JsonValue& value) { load_replies(value); });
    read_key("timeout", [this](const JsonValue& value) { load_timeout(value); });
    read_key("delivery",
             [this](const JsonValue& value) { scenario_.delivery = read_delivery(value); });
    load_expectations();
    check_expectations();
    mistakes_.refuse_if_any();
    return std::move(scenario_);
  }

 private:
  using Read = std::function<void()>;
  using ReadValue = std::function<void(const JsonValue&)>;

  /// Whether all of it could be read.
  bool read_part(const Read& read) { return mistakes_.read(root_, read); }
  void read_key(std::string_view key, const ReadValue& read) {
    read_part([&] {
      if (const auto value = root_.object().find(key)) read(*value);
    });
  }

  void check_keys() {
    JsonObject object = root_.object();
    for (const std::string_view key : kKeys) object.find(key);
    object.finish();
  }

  void refuse_a_schema() const {
    if (!root_.is_object()) return;
    const auto schema = root_.object().find("$schema");
    if (!schema || !schema->is_text()) return;
    if (schema->text().find("json-schema.org") == std::string::npos) return;
    root_.fail("is a JSON Schema, no scenario; leave it out");
  }

  void load_account() {
    std::optional<JsonValue> account;
    read_key("account", [&](const JsonValue& value) { account = value; });
    auto state = read_account(account, mistakes_);
    is_account_whole_ = state.has_value();
    if (state) scenario_.account = *std::move(state);
    if (!account || !account->is_object()) return;
    for (const JsonValue& entry : entries_of(*account, "automations")) load_automation(entry);
    const std::vector<std::uint64_t> lists = scenario_.account.lists.ids();
    for (const JsonValue& entry : entries_of(*account, "webhooks")) {
      mistakes_.read(entry, [&] {
        auto setup =
            read_webhook(entry, is_account_whole_ ? std::optional(std::span(lists)) : std::nullopt);
        add_name(entry);
        scenario_.webhooks.push_back(std::move(setup));
      });
      know_name(entry);
    }
  }

  std::vector<JsonValue> entries_of(const JsonValue& parent, std::string_view key) {
    std::vector<JsonValue> entries;
    mistakes_.read(parent, [&] { entries = parent.object().items_or_none(key); });
    return entries;
  }

  void load_automation(const JsonValue& entry) {
    mistakes_.read(entry, [&] { add_name(entry); });
    know_name(entry);
  }

  void add_name(const JsonValue& receiver) {
    const JsonValue name = receiver.object().require("name");
    refuse_shared_name(name, names_);
    names_.push_back(name.text());
  }

  /// That of a receiver which could not be read, so that what speaks of it is no second mistake.
  void know_name(const JsonValue& receiver) {
    if (!receiver.is_object()) return;
    const auto name = receiver.object().find("name");
    if (!name || !name->is_text()) return;
    if (std::find(names_.begin(), names_.end(), name->text()) == names_.end()) {
      names_.push_back(name->text());
    }
  }

  void load_steps() {
    std::optional<JsonValue> steps;
    read_part([&] {
      steps = root_.object().require("steps");
      steps->items();
    });
    if (!steps || !steps->is_array()) return;
    std::vector<std::string_view> webhooks;
    for (const WebhookSetup& webhook : scenario_.webhooks) webhooks.emplace_back(webhook.name);
    scenario_.steps =
        read_steps(*steps, is_account_whole_ ? &scenario_.account : nullptr, webhooks, mistakes_);
    for (const Step& step : scenario_.steps) refuse_an_idle_automation(step);
  }

  void refuse_an_idle_automation(const Step& step) {
    const OperationStep* does = step.operation();
    const auto* run = does ? std::get_if<RunAutomation>(&does->operation) : nullptr;
    const auto found = run ? scenario_.account.automations.find(run->automation) : nullptr;
    if (found && found->steps.empty()) {
      mistakes_.add(placed(fmt::format("{}: automation {} has no steps, and no url to post to",
                                       step.pointer, found->id)));
    }
  }

  void load_replies(const JsonValue& replies) {
    if (replies.items().empty()) return;
    read_reply_rules(replies, mistakes_);
    scenario_.replies = replies.json();
  }

  void load_timeout(const JsonValue& timeout) {
    scenario_.timeout_ms = timeout.duration_ms();
    if (scenario_.timeout_ms == 0) timeout.fail("must be longer than 0");
  }

  void load_expectations() {
    for (const JsonValue& entry : entries_of(root_, "expect")) {
      mistakes_.read(entry,
                     [&] { scenario_.expectations.push_back(read_expectation(entry, names_)); });
    }
  }

  void check_expectations() {
    const ExpectationDoubts doubts = doubts_about(scenario_, !mistakes_.any());
    for (const std::string& mistake : doubts.mistakes) mistakes_.add(placed(mistake));
    for (const std::string& warning : doubts.warnings) {
      scenario_.warnings.push_back(placed(warning));
    }
  }

  /// A sentence with the file before it and, where it starts with a pointer, line and column.
  std::string placed(std::string_view sentence) const {
    if (!sentence.starts_with('/')) return fmt::format("{}: {}", scenario_.file, sentence);
    const auto pointer = sentence.substr(0, sentence.find(": "));
    const auto [line, column] = root_.nearest(pointer.substr(1)).place();
    return fmt::format("{}:{}:{}: {}", scenario_.file, line, column, sentence);
  }

  const JsonValue root_;
  JsonMistakes mistakes_;
  bool is_account_whole_ = false;  ///< all of it could be read
  Scenario scenario_;
  std::vector<std::string_view> names_;  ///< of webhooks and automations
};

constexpr JsonReading kReading = {.place_of_key = place_of_key};

Scenario load(const JsonDocument& document, const std::string& file) {
  return Loader(document, file).load();
}

}  // namespace

Scenario load_scenario(const std::string& file) {
  return load(JsonDocument::read_file(file, kReading), file);
}

Scenario load_scenario_text(std::string_view text, const std::string& file) {
  return load(JsonDocument::parse(text, file, kReading), file);
}

}  // namespace hookline
