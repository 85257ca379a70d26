#include "emitter/scenario/play/captures/endpoint.h"

#include "catcher/base/http/url/url.h"
#include "catcher/base/net/addresses/address_guard.h"
#include "catcher/base/process/failure.h"

#include <fmt/format.h>

namespace hookline {
namespace {

Url parse_endpoint_url(const std::string& text) {
  try {
    Url url = Url::parse(text);
    if (url.user_info().empty()) return url;
  } catch (const UrlError& error) {
    throw Failure(ExitCode::kUsage, fmt::format("--deliver-to {}: {}; give the URL of your "
                                                "endpoint, such as http://localhost:3000/hook",
                                                text, error.what()));
  }
  throw Failure(ExitCode::kUsage,
                fmt::format("--deliver-to {}: a user and password in it would not be sent; leave "
                            "them out",
                            text));
}

}  // namespace

void check_endpoint(const Endpoint& endpoint) {
  if (endpoint.url.empty()) return;
  const Url url = parse_endpoint_url(endpoint.url);
  const std::string problem = AddressGuard(endpoint.allowed_hosts).problem_with_host(url.host());
  if (!problem.empty()) throw Failure(ExitCode::kCannotRun, "--deliver-to: " + problem);
}

}  // namespace hookline
