#include "emitter/serving/serving.h"

#include "catcher/api/guard/access_token.h"
#include "emitter/platform/api/v1/rest_v1.h"
#include "emitter/platform/api/v3/rest_v3.h"
#include "emitter/platform/calls/route_table.h"
#include "emitter/serving/calls/account/account_calls.h"
#include "emitter/serving/calls/account/contact_calls.h"
#include "emitter/serving/calls/account/deal_calls.h"
#include "emitter/serving/calls/account/overview_calls.h"
#include "emitter/serving/calls/action_calls.h"
#include "emitter/serving/calls/deliveries/delivery_calls.h"
#include "emitter/serving/calls/events/event_calls.h"
#include "emitter/serving/calls/events/news_calls.h"
#include "emitter/serving/calls/recordings/recording_calls.h"
#include "emitter/serving/calls/sample_calls.h"
#include "emitter/serving/calls/state_calls.h"
#include "emitter/serving/calls/time_calls.h"
#include "emitter/serving/calls/trying/trying_calls.h"
#include "emitter/serving/calls/webhooks/definition_calls.h"
#include "emitter/serving/calls/webhooks/webhook_calls.h"
#include "emitter/serving/hookline_area.h"
#include "emitter/serving/log/serving_lines.h"
#include "emitter/serving/log/serving_log.h"
#include "emitter/serving/log/serving_metrics.h"
#include "emitter/serving/page_routes.h"
#include "emitter/serving/platform_server.h"
#include "emitter/serving/public/pages/public_area.h"
#include "emitter/serving/public/public_links.h"
#include "emitter/serving/recording/recorder.h"

#include <chrono>
#include <optional>
#include <stop_token>
#include <utility>

namespace hookline {
namespace {

/// With what is told of it being counted, and going to the log where that is watched.
PlatformOptions told(PlatformOptions options, ServingMetrics& metrics, ServingLog& log,
                     Recorder& recorder, std::shared_ptr<const SenderPage> page) {
  options.dispatch.dispatch.sender_page = std::move(page);
  options.on_done = [&](const AccountDoing& doing) { recorder.note(doing); };
  options.on_event = [&](const Event& event, std::size_t deliveries) {
    metrics.happened(event);
    if (log.is_watched()) log.write(event_line(event, deliveries, log.style()));
  };
  options.on_attempt = [&](const Attempt& attempt, const std::optional<DeliveryRecord>& record) {
    metrics.attempted(attempt);
    if (!log.is_watched() || !attempt.was_made()) return;
    log.write(delivery_line(attempt, record, log.style()));
  };
  return options;
}

VisitorOptions visits_of(const DispatcherOptions& dispatch) {
  VisitorOptions visits;
  visits.timeout = std::chrono::milliseconds(dispatch.timeout_ms);
  visits.allowed_hosts = dispatch.allowed_hosts;
  visits.ca_file = dispatch.ca_file;
  visits.checks_certificates = dispatch.checks_certificates;
  return visits;
}

std::unique_ptr<PlatformStore> store_of(const ServingOptions& options) {
  if (options.store == "memory") return make_memory_platform_store(options.log);
  return open_sqlite_platform_store(options.store, options.log);
}

}  // namespace

/// The members' order is the order of life: what comes later uses what comes before.
class Serving::Impl {
 public:
  explicit Impl(ServingOptions options)
      : options_(std::move(options)),
        api_key_(options_.api_key.empty() ? random_token() : options_.api_key),
        links_(api_key_),
        log_(options_.lines, options_.style),
        platform_(told(std::move(options_.platform), metrics_, log_, recorder_, page_),
                  store_of(options_)),
        server_(options_.listen, api_key_, all_calls()) {
    page_->tell(server_.url());
  }

  std::string url() const { return server_.url(); }
  const std::string& api_key() const { return api_key_; }
  Platform& platform() { return platform_; }
  std::vector<std::string> routes() const { return server_.routes().routes(); }
  void show_lines() { log_.open(); }
  void stop() {
    stop_.request_stop();
    server_.stop();
  }

 private:
  /// All calls of the platform's address.
  RouteTable all_calls() {
    RouteTable routes;
    add_hookline_area(routes);
    add_public_area(routes, platform_, links_);
    route_state(routes, platform_, metrics_);
    route_account(routes, platform_);
    route_overview(routes, platform_, links_, options_.catcher);
    route_contacts(routes, platform_, links_);
    route_deals(routes, platform_);
    route_actions(routes, platform_);
    route_recordings(routes, platform_, recorder_);
    route_deliveries(routes, platform_);
    route_events(routes, platform_);
    route_news(routes, platform_, stop_.get_token());
    route_webhooks(routes, platform_);
    route_definitions(routes);
    route_trying(routes, platform_, visits_of(platform_.options().dispatch.dispatch),
                 stop_.get_token());
    route_webhook_sample(routes, platform_, visits_of(platform_.options().dispatch.dispatch),
                         stop_.get_token());
    route_time(routes, platform_,
               options_.is_time_virtual ? PlatformTime::kAdvances : PlatformTime::kPasses);
    route_page_files(routes);
    route_rest_v3(routes, platform_, options_.calls_per_s);
    route_rest_v1(routes, platform_);
    return routes;
  }

  ServingOptions options_;
  const std::string api_key_;
  const PublicLinks links_;
  std::stop_source stop_;
  ServingMetrics metrics_;
  ServingLog log_;
  Recorder recorder_;
  const std::shared_ptr<SenderPage> page_ = std::make_shared<SenderPage>();
  Platform platform_;
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

std::vector<std::string> Serving::routes() const {
  return impl_->routes();
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
