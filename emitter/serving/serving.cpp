#include "emitter/serving/serving.h"

#include "catcher/api/guard/access_token.h"
#include "emitter/platform/api/v1/rest_v1.h"
#include "emitter/platform/api/v3/rest_v3.h"
#include "emitter/platform/calls/route_table.h"
#include "emitter/serving/hookline_calls.h"
#include "emitter/serving/platform_server.h"

#include <optional>
#include <utility>

namespace hookline {
namespace {

/// All calls of the platform's address.
RouteTable routes_of(Platform& platform, const ServingOptions& options) {
  RouteTable routes;
  route_hookline(routes, platform);
  route_rest_v3(routes, platform, options.calls_per_s);
  route_rest_v1(routes, platform);
  return routes;
}

}  // namespace

/// The members' order is the order of life: what comes later uses what comes before.
class Serving::Impl {
 public:
  explicit Impl(ServingOptions options)
      : api_key_(options.api_key.empty() ? random_token() : options.api_key),
        platform_(std::in_place, std::move(options.platform)),
        server_(options.listen, api_key_, routes_of(*platform_, options)) {}

  std::string url() const { return server_.url(); }
  const std::string& api_key() const { return api_key_; }
  Platform& platform() { return *platform_; }
  void stop() { server_.stop(); }

 private:
  const std::string api_key_;
  std::optional<Platform> platform_;
  PlatformServer server_;
};

Serving::Serving(ServingOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}

Serving::~Serving() {
  stop();
}

std::string Serving::url() const {
  return impl_->url();
}

const std::string& Serving::api_key() const {
  return impl_->api_key();
}

Platform& Serving::platform() {
  return impl_->platform();
}

void Serving::stop() {
  impl_->stop();
}

}  // namespace hookline
