#include "emitter/serving/calls/webhooks/webhook_check.h"

#include "catcher/base/json/json_reader.h"
#include "catcher/base/net/addresses/address_guard.h"
#include "catcher/base/text/spelling.h"
#include "emitter/platform/reading/entity_reader.h"
#include "emitter/platform/running/platform.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hookline {
namespace {

/// Goes through a draft part by part.
class Check {
 public:
  Check(const WebhookDraft& draft, const Platform& platform)
      : draft_(draft),
        platform_(platform),
        others_(platform.read([](const auto& view) { return view.webhooks.all(); })),
        webhook_{0, draft.name, Url::parse("http://localhost/"), draft.list, {}, {}} {}

  CheckedWebhook run() {
    check_name();
    check_url();
    check_list();
    check_events();
    check_sources();
    warn_of_what_the_list_lets_pass();
    if (checked_.problems.empty()) checked_.webhook = std::move(webhook_);
    return std::move(checked_);
  }

 private:
  void refuse(std::string pointer, std::string error, std::optional<std::size_t> at = {}) {
    checked_.problems.push_back({std::move(pointer), std::move(error), at});
  }
  void warn(std::string pointer, std::string error) {
    checked_.warnings.push_back({std::move(pointer), std::move(error), {}});
  }

  void check_name() {
    if (draft_.name.find_first_not_of(" \t\r\n") == std::string::npos)
      refuse("/name", "a webhook has a name");
  }

  void check_url() {
    if (draft_.url.empty()) return refuse("/url", "a webhook has a URL");
    try {
      webhook_.url = platform_.webhook_url(draft_.url);
    } catch (const UrlError& error) {
      return refuse("/url", error.what(), error.position() + 1);
    }
    if (!is_present_url()) check_host();
    for (const auto& other : others_) {
      if (!other || other->id == draft_.changed || other->url != webhook_.url) continue;
      return warn("/url", fmt::format("webhook \"{}\" leads there, too: what both listen for "
                                      "comes twice",
                                      other->name));
    }
  }

  /// What a webhook has already may stay, though nothing gets there.
  bool is_present_url() const {
    return std::ranges::any_of(others_, [&](const auto& other) {
      return other && other->id == draft_.changed && other->url == webhook_.url;
    });
  }

  void check_host() {
    const AddressGuard guard(platform_.options().dispatch.dispatch.allowed_hosts);
    const std::string problem = guard.problem_with_host(webhook_.url.host());
    if (!problem.empty()) refuse("/url", problem);
  }

  void check_list() {
    if (draft_.list == 0) return;
    const bool is_there = platform_.read(
        [&](const auto& view) { return view.account.lists.find(draft_.list) != nullptr; });
    if (!is_there) refuse("/list", fmt::format("there is no list {}", draft_.list));
  }

  void check_events() {
    for (std::size_t i = 0; i < draft_.events.size(); ++i) {
      const std::string& name = draft_.events[i];
      if (const auto type = event_type_named(name)) {
        webhook_.events.set(static_cast<std::size_t>(*type));
      } else if (is_silent_event(name)) {
        webhook_.silent_events.push_back(name);
      } else {
        refuse(fmt::format("/events/{}", i),
               fmt::format("there is no event \"{}\"; {}", name, suggestion(name, event_names())));
      }
    }
    if (draft_.events.empty()) refuse("/events", "a webhook listens for at least one event");
  }

  static std::vector<std::string_view> event_names() {
    std::vector<std::string_view> names;
    for (const EventType type : all_event_types()) names.push_back(name_of(type));
    return names;
  }

  void check_sources() {
    for (std::size_t i = 0; i < draft_.sources.size(); ++i) {
      if (const auto source = source_named(draft_.sources[i])) {
        webhook_.sources.set(static_cast<std::size_t>(*source));
      } else {
        refuse(fmt::format("/sources/{}", i),
               fmt::format("there is no source \"{}\"; known are public, admin, api and system",
                           draft_.sources[i]));
      }
    }
    if (draft_.sources.empty()) {
      refuse("/sources", "a webhook listens to at least one source: public, admin, api or system");
    }
  }

  void warn_of_what_the_list_lets_pass() {
    if (draft_.list == 0) return;
    std::vector<std::string_view> unfiltered;
    for (const EventType type : all_event_types()) {
      const bool is_on = webhook_.events[static_cast<std::size_t>(type)];
      if (is_on && !is_list_filtered(type)) unfiltered.push_back(label_of(type));
    }
    if (unfiltered.empty()) return;
    warn("/list", fmt::format("the list doesn't filter these, which come whatever it is: {}",
                              fmt::join(unfiltered, ", ")));
  }

  const WebhookDraft& draft_;
  const Platform& platform_;
  const std::vector<std::shared_ptr<const Webhook>> others_;
  Webhook webhook_;
  CheckedWebhook checked_;
};

}  // namespace

WebhookDraft read_webhook_draft(const JsonValue& value) {
  JsonObject keys = value.object();
  WebhookDraft draft;
  draft.name = keys.text_or("name", "");
  draft.url = keys.text_or("url", "");
  if (const auto list = keys.find("list")) draft.list = list->count();
  if (const auto events = keys.find("events")) draft.events = read_texts(*events);
  if (const auto sources = keys.find("sources")) draft.sources = read_texts(*sources);
  if (const auto changed = keys.find("webhook")) draft.changed = changed->id();
  keys.finish();
  return draft;
}

CheckedWebhook check_webhook(const WebhookDraft& draft, const Platform& platform) {
  return Check(draft, platform).run();
}

}  // namespace hookline
