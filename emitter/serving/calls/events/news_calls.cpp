#include "emitter/serving/calls/events/news_calls.h"

#include "catcher/api/call/call.h"
#include "emitter/delivery/delivery_mark.h"
#include "emitter/platform/calls/call_parameters.h"
#include "emitter/platform/calls/route_table.h"
#include "emitter/platform/running/platform.h"
#include "emitter/serving/calls/events/news_stream.h"

#include <memory>
#include <utility>

namespace hookline {
namespace {

/// Each has a thread of the address's.
constexpr std::size_t kViewersMax = 64;

/// What deliveries are marked with, so that a viewer can tell which are of this start.
std::string run_of(const Platform& platform) {
  const std::string& run = platform.options().dispatch.dispatch.run;
  return run.empty() ? new_run_id() : run;
}

}  // namespace

void route_news(RouteTable& routes, Platform& platform, std::stop_token stop) {
  const auto viewers = std::make_shared<std::atomic<std::size_t>>(0);
  routes.add_live("/hookline/stream", [&platform, stop = std::move(stop), viewers,
                                       run = run_of(platform)](const PlatformCall& call) {
    check_parameters(call, {});
    if (*viewers >= kViewersMax)
      throw CallError(503, "too many watch already", "close some of the pages that do");
    auto stream = std::make_shared<NewsStream>(platform.news(), run, viewers, stop);
    return RouteTable::Pieces([stream] { return stream->next(); });
  });
}

}  // namespace hookline
