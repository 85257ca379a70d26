#include "tests/support/asked_platform.h"

#include "catcher/base/http/headers/header.h"
#include "emitter/platform/api/v1/rest_v1.h"
#include "emitter/platform/api/v3/rest_v3.h"
#include "emitter/platform/store/platform_store.h"

#include <utility>

namespace hookline {
namespace {

PlatformOptions options_with(AccountState account) {
  PlatformOptions options;
  options.account = NewAccount{std::move(account), {}};
  return options;
}

}  // namespace

AskedPlatform::AskedPlatform(AccountState account, std::optional<std::size_t> calls_per_s)
    : platform(options_with(std::move(account)), make_memory_platform_store({})) {
  route_rest_v3(routes_, platform, calls_per_s);
  route_rest_v1(routes_, platform);
}

std::string AskedPlatform::Reply::header(const std::string& name) const {
  return std::string(find_header(headers, name).value_or(""));
}

AskedPlatform::Reply AskedPlatform::ask(const std::string& method, const std::string& path,
                                        const std::string& body) {
  PlatformCall call;
  call.method = method;
  const auto mark = std::min(path.find('?'), path.size());
  call.path = path.substr(0, mark);
  if (mark < path.size()) call.query = decode_form(path.substr(mark + 1));
  call.headers = {{"Host", "platform.test"}};
  call.body = body;
  Answer answer = routes_.answer(std::move(call));
  return {answer.status, std::move(answer.body), std::move(answer.headers)};
}

AskedPlatform::Reply AskedPlatform::v1(const std::string& query, const std::string& form) {
  return ask(form.empty() ? "GET" : "POST", "/admin/api.php?" + query, form);
}

std::uint64_t AskedPlatform::listen_to_all(const std::string& url) {
  Webhook webhook{0, "everything", platform.webhook_url(url), 0, {}, {}};
  webhook.events.set();
  webhook.sources.set();
  return platform.add_webhook(std::move(webhook))->id;
}

}  // namespace hookline
