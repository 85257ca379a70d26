#include "emitter/scenario/scenario_loader.h"

#include "catcher/failure.h"
#include "catcher/replies/reply_rules.h"
#include "emitter/scenario/account_reader.h"
#include "emitter/scenario/json_reader.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

namespace hookline {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSchemaFile = "scenario.schema.json";
/// Holds files that must be refused.
constexpr std::string_view kInvalidFolder = "invalid";

void add_files_below(const std::string& folder, ScenarioFiles& found) {
  std::vector<std::string>& files = found.files;
  const auto begin = static_cast<std::ptrdiff_t>(files.size());
  std::error_code problem;
  for (fs::recursive_directory_iterator at(folder, problem), end; !problem && at != end;
       at.increment(problem)) {
    if (at->is_directory() && at->path().filename() == kInvalidFolder) {
      at.disable_recursion_pending();
      found.skipped.push_back(at->path().string());
    }
    const bool wanted = at->path().extension() == ".json" && at->path().filename() != kSchemaFile;
    if (wanted && !at->is_directory()) files.push_back(at->path().string());
  }
  if (problem) {
    throw Failure(ExitCode::kInvalidInput,
                  fmt::format("{}: can't be read: {}", folder, problem.message()));
  }
  std::sort(files.begin() + begin, files.end());
  if (files.size() == static_cast<std::size_t>(begin)) {
    throw Failure(ExitCode::kInvalidInput,
                  fmt::format("{}: holds no scenario: no *.json file lies below it", folder));
  }
}

void refuse_shared_name(const JsonValue& value, std::span<const std::string_view> names) {
  if (std::find(names.begin(), names.end(), value.text()) == names.end()) return;
  value.fail(fmt::format(
      "another webhook or automation is called \"{}\" too; expectations need names of their own",
      value.text()));
}

/// Reads one document; what is read first is what the rest refers to.
class Loader {
 public:
  Loader(const JsonDocument& document, std::string file) : root_(document.root().object()) {
    scenario_.file = std::move(file);
  }

  Scenario load() {
    root_.find("$schema");
    scenario_.name = root_.require("name").name();
    const auto account = root_.find("account");
    scenario_.account = read_account(account);
    if (account) load_receivers(account->object());
    load_steps();
    if (const auto key = root_.find("replies")) load_replies(*key);
    if (const auto key = root_.find("timeout")) load_timeout(*key);
    if (const auto key = root_.find("delivery")) scenario_.delivery = read_delivery(*key);
    for (const JsonValue& entry : root_.items_or_none("expect")) {
      scenario_.expectations.push_back(read_expectation(entry, names_));
    }
    root_.finish();
    return std::move(scenario_);
  }

 private:
  void load_receivers(JsonObject account) {
    for (const JsonValue& entry : account.items_or_none("automations")) {
      JsonObject automation = entry.object();
      add_name(automation.require("name"));
      if (const auto url = automation.find("url")) check_webhook_url(*url);
    }
    const std::vector<std::uint64_t> lists = scenario_.account.lists.ids();
    const auto webhooks = account.items_or_none("webhooks");
    for (const JsonValue& entry : webhooks) {
      scenario_.webhooks.push_back(read_webhook(entry, lists));
      add_name(entry.object().require("name"));
    }
  }

  void add_name(const JsonValue& name) {
    refuse_shared_name(name, names_);
    names_.push_back(name.text());
  }

  void load_steps() {
    const JsonValue steps = root_.require("steps");
    std::vector<std::string_view> webhooks;
    for (const WebhookSetup& webhook : scenario_.webhooks) webhooks.emplace_back(webhook.name);
    scenario_.steps = read_steps(steps, Account(scenario_.account), webhooks);
    for (std::size_t i = 0; i < scenario_.steps.size(); ++i) {
      const auto& automation = scenario_.steps[i].action.automation;
      if (!automation) continue;
      const auto found = scenario_.account.automations.find(*automation);
      if (found && !found->url.empty()) continue;
      steps.items()[i].fail(fmt::format("automation {} has no url to post to", *automation));
    }
  }

  void load_replies(const JsonValue& replies) {
    if (replies.items().empty()) return;
    scenario_.replies = replies.json();
    try {
      parse_reply_rules(scenario_.replies);
    } catch (const ReplyRulesError& error) {
      throw Failure(ExitCode::kInvalidInput,
                    fmt::format("{}: {}{}", scenario_.file, replies.pointer(), error.what()));
    }
  }

  void load_timeout(const JsonValue& timeout) {
    scenario_.timeout_ms = timeout.duration_ms();
    if (scenario_.timeout_ms == 0) timeout.fail("must be longer than 0");
  }

  JsonObject root_;
  Scenario scenario_;
  std::vector<std::string_view> names_;  ///< of webhooks and automations
};

Scenario load(const JsonDocument& document, const std::string& file) {
  return Loader(document, file).load();
}

}  // namespace

ScenarioFiles scenario_files(std::span<const std::string> paths) {
  ScenarioFiles found;
  for (const std::string& path : paths) {
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) {
      add_files_below(path, found);
    } else {
      found.files.push_back(path);
    }
  }
  return found;
}

Scenario load_scenario(const std::string& file) {
  return load(JsonDocument::read_file(file), file);
}

Scenario load_scenario_text(std::string_view text, const std::string& file) {
  return load(JsonDocument::parse(text, file), file);
}

}  // namespace hookline
