#include "emitter/serving/serving.h"

#include "catcher/api/guard/access_token.h"
#include "emitter/platform/calls/route_table.h"
#include "emitter/serving/calls/delivery_calls.h"
#include "emitter/serving/calls/hookline_calls.h"
#include "emitter/serving/log/serving_lines.h"
#include "emitter/serving/log/serving_log.h"
#include "emitter/serving/platform_server.h"

#include <optional>
#include <utility>

namespace hookline {
namespace {

/// All calls of the platform's address.
RouteTable routes_of(Platform& platform) {
  RouteTable routes;
  route_hookline(routes, platform);
  route_deliveries(routes, platform);
  return routes;
}

/// With what is told of it going to the log, where that is watched.
PlatformOptions told(PlatformOptions options, ServingLog& log) {
  if (!log.is_watched()) return options;
  options.on_event = [&log](const Event& event, std::size_t deliveries) {
    log.write(event_line(event, deliveries, log.style()));
  };
  options.on_attempt = [&log](const Attempt& attempt, const std::optional<DeliveryRecord>& record) {
    if (attempt.was_made()) log.write(delivery_line(attempt, record, log.style()));
  };
  return options;
}

std::unique_ptr<PlatformStore> store_of(const ServingOptions& options) {
  return make_memory_platform_store(options.log);
}

}  // namespace

/// The members' order is the order of life: what comes later uses what comes before.
class Serving::Impl {
 public:
  explicit Impl(ServingOptions options)
      : api_key_(options.api_key.empty() ? random_token() : options.api_key),
        log_(options.lines, options.style),
        platform_(std::in_place, told(std::move(options.platform), log_), store_of(options)),
        server_(options.listen, api_key_, routes_of(*platform_)) {}

  std::string url() const { return server_.url(); }
  const std::string& api_key() const { return api_key_; }
  Platform& platform() { return *platform_; }
  void show_lines() { log_.open(); }
  void stop() { server_.stop(); }

 private:
  const std::string api_key_;
  ServingLog log_;
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

void Serving::show_lines() {
  impl_->show_lines();
}

Platform& Serving::platform() {
  return impl_->platform();
}

void Serving::stop() {
  impl_->stop();
}

}  // namespace hookline
