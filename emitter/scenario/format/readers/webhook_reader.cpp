#include "emitter/scenario/format/readers/webhook_reader.h"

#include "catcher/base/json/json_members.h"
#include "catcher/base/process/failure.h"
#include "emitter/platform/reading/catcher_url.h"
#include "emitter/platform/reading/entity_reader.h"
#include "emitter/platform/webhooks/url_rules.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

/// A webhook being read, and the account's lists; none: they aren't known.
struct WebhookReading : WebhookSetup {
  std::optional<std::span<const std::uint64_t>> lists;
};

void read_list_scope(const JsonValue& value, WebhookReading& webhook) {
  if (value.is_text() && value.text() == "all") return;
  if (!value.is_integer()) value.fail_kind("\"all\" or the id of a list");
  webhook.list = value.id();
  if (!webhook.lists) return;
  const auto lists = *webhook.lists;
  if (std::find(lists.begin(), lists.end(), webhook.list) != lists.end()) return;
  value.fail(fmt::format("there is no list {}; the account's lists are: {}", webhook.list,
                         lists.empty() ? "none" : fmt::format("{}", fmt::join(lists, ", "))));
}

/// "all", or an array with at least one, none twice.
template <class Set, auto ReadOne>
Set read_set(const JsonValue& value) {
  Set set;
  if (value.is_text() && value.text() == "all") return set.set();
  if (!value.is_array()) value.fail_kind("\"all\" or an array of names");
  for (const JsonValue& item : value.items()) {
    const auto at = static_cast<std::size_t>(ReadOne(item));
    if (set.test(at)) item.fail("stands here twice; keep one of them");
    set.set(at);
  }
  if (set.none()) value.fail("must name at least one, or be \"all\"");
  return set;
}

std::string read_url(const JsonValue& value) {
  check_webhook_url(value);
  return value.text();
}

constexpr JsonMember<WebhookReading> kWebhookMembers[] = {
    {"url", read_into<&WebhookSetup::url, read_url>, JsonNeed::kRequired},
    {"list", read_list_scope},
    {"sources", read_into<&WebhookSetup::sources, read_set<SourceSet, read_source>>},
    {"active", read_into<&WebhookSetup::active, &JsonValue::boolean>},
    {"events", read_into<&WebhookSetup::events, read_set<EventTypeSet, read_event_type>>,
     JsonNeed::kRequired},
    {"name", read_into<&WebhookSetup::name, &JsonValue::name>, JsonNeed::kRequired},
};

}  // namespace

WebhookSetup read_webhook(const JsonValue& value,
                          std::optional<std::span<const std::uint64_t>> lists) {
  WebhookReading webhook;
  webhook.lists = lists;
  webhook.pointer = value.pointer();
  webhook.sources.set();
  read_members(value, webhook, kWebhookMembers);
  return webhook;
}

bool leads_to(const Url& url, std::string_view catching_url) {
  return url.origin() == Url::parse(catching_url).origin();
}

Webhook make_webhook(const WebhookSetup& setup, std::string_view file,
                     std::string_view catching_url) {
  const std::string url = with_catcher(setup.url, catching_url);
  try {
    return {0,           setup.name,   parse_webhook_url(url),
            setup.list,  setup.events, setup.sources,
            setup.active};
  } catch (const UrlError& error) {
    throw Failure(ExitCode::kInvalidInput,
                  fmt::format("{}: {}/url: {} (as {})", file, setup.pointer, error.what(), url));
  }
}

}  // namespace hookline
