#include "emitter/platform/reading/catcher_url.h"

#include "catcher/base/json/json_reader.h"
#include "emitter/platform/webhooks/url_rules.h"

#include <fmt/format.h>
#include <re2/re2.h>

namespace hookline {
namespace {

constexpr std::string_view kCatcher = "{catcher}";
/// As long as kCatcher, so that positions in a refused URL are those of the file.
constexpr std::string_view kStandIn = "http://aa";
static_assert(kCatcher.size() == kStandIn.size());

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
  value.checked([&] { return parse_webhook_url(with_catcher(value.name(), kStandIn)); });
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

}  // namespace hookline
