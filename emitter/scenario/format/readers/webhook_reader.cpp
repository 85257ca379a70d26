#include "emitter/scenario/format/readers/webhook_reader.h"

#include "catcher/base/json/json_reader.h"
#include "catcher/base/process/failure.h"
#include "emitter/platform/webhooks/url_rules.h"
#include "emitter/scenario/format/readers/entity_reader.h"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>
#include <re2/re2.h>

namespace hookline {
namespace {

constexpr std::string_view kCatcher = "{catcher}";
/// As long as kCatcher, so that positions in a refused URL are those of the file.
constexpr std::string_view kStandIn = "http://aa";
static_assert(kCatcher.size() == kStandIn.size());

constexpr std::array<std::string_view, 6> kKeys = {"name",   "url",     "list",
                                                   "events", "sources", "active"};

std::uint64_t read_list_scope(const JsonValue& value,
                              std::optional<std::span<const std::uint64_t>> known) {
  if (value.is_text() && value.text() == "all") return 0;
  if (!value.is_integer()) value.fail("must be \"all\" or the id of a list");
  const std::uint64_t list = value.id();
  if (!known) return list;
  const auto lists = *known;
  if (std::find(lists.begin(), lists.end(), list) != lists.end()) return list;
  value.fail(fmt::format("there is no list {}; the account's lists are: {}", list,
                         lists.empty() ? "none" : fmt::format("{}", fmt::join(lists, ", "))));
}

/// "all", or an array with at least one, none twice.
template <class Set, class ReadOne>
Set read_set(const JsonValue& value, const ReadOne& read_one) {
  Set set;
  if (value.is_text() && value.text() == "all") return set.set();
  if (!value.is_array()) value.fail("must be \"all\" or an array of names");
  for (const JsonValue& item : value.items()) {
    const auto at = static_cast<std::size_t>(read_one(item));
    if (set.test(at)) item.fail("stands here twice; keep one of them");
    set.set(at);
  }
  if (set.none()) value.fail("must name at least one, or be \"all\"");
  return set;
}

/// "{{catcher}}", "${catcher}", "{Catcher}", "<catcher>", "%7Bcatcher%7D": what other templates
/// write.
void refuse_misspelled_catcher(const JsonValue& value) {
  static const re2::RE2 kPlaceholder(
      R"re((?i)(\$?\{\{?\s*([a-z_]+)\s*\}\}?|<(catcher)>|\$(catcher)|%7B(catcher)%7D))re");
  std::string written;
  std::string_view rest = value.name();
  re2::StringPiece unread(rest.data(), rest.size());
  while (re2::RE2::FindAndConsume(&unread, kPlaceholder, &written)) {
    if (written == kCatcher) continue;
    value.fail(fmt::format("\"{}\" stands for nothing; the catcher's address is written {}",
                           written, kCatcher));
  }
}

}  // namespace

void check_webhook_url(const JsonValue& value) {
  refuse_misspelled_catcher(value);
  try {
    parse_webhook_url(with_catcher(value.name(), kStandIn));
  } catch (const UrlError& error) {
    value.fail(error.what());
  }
}

WebhookSetup read_webhook(const JsonValue& value,
                          std::optional<std::span<const std::uint64_t>> lists) {
  JsonObject object = value.object();
  for (const std::string_view key : kKeys) object.find(key);
  object.finish();
  WebhookSetup setup;
  setup.pointer = value.pointer();
  if (const auto key = object.find("url")) check_webhook_url(*key);
  if (const auto key = object.find("list")) setup.list = read_list_scope(*key, lists);
  setup.sources.set();
  if (const auto key = object.find("sources")) {
    setup.sources = read_set<SourceSet>(*key, read_source);
  }
  setup.active = object.boolean_or("active", true);
  // Required keys come last, so that a mistake in one of them hides none in the others.
  setup.events = read_set<EventTypeSet>(object.require("events"), read_event_type);
  setup.name = object.require("name").name();
  setup.url = object.require("url").text();
  return setup;
}

std::string with_catcher(std::string_view url, std::string_view catching_url) {
  std::string out;
  for (auto at = url.find(kCatcher); at != std::string_view::npos; at = url.find(kCatcher)) {
    out += url.substr(0, at);
    out += catching_url;
    url.remove_prefix(at + kCatcher.size());
  }
  return out += url;
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
