#include "emitter/report/queue/queue_json_report.h"

#include "catcher/base/json/json_writer.h"
#include "catcher/base/units/timestamp.h"

#include <ostream>

#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const QueueStatus::Pending& pending, std::int64_t now_us) {
  const auto oldest = pending.oldest_due_us;
  return {{"pending", pending.all},
          {"leased", pending.leased},
          {"deferred", pending.deferred},
          {"oldest_ms", oldest ? Json((now_us - *oldest) / 1000) : Json()}};
}

}  // namespace

void write_queue_json_report(const QueueStatus& status, std::ostream& out) {
  Json all = {{"at", timestamp_text(status.at_us)},
              {"accepted", status.counts.accepted},
              {"delivered", status.counts.delivered},
              {"failed", status.counts.failed}};
  all.update(json_of(status.pending, status.at_us));
  all["switched_off"] = status.switched_off;
  all["hosts"] = Json::array();
  for (const QueueStatus::Host& host : status.hosts) {
    Json json = {{"name", host.name}};
    json.update(json_of(host.pending, status.at_us));
    json["delivered"] = host.delivered;
    json["failed"] = host.failed;
    all["hosts"].push_back(std::move(json));
  }
  all["workers"] = Json::array();
  for (const QueueStatus::Worker& worker : status.workers) {
    all["workers"].push_back({{"name", worker.name},
                              {"is_there", worker.is_there},
                              {"held", worker.held},
                              {"delivered", worker.delivered},
                              {"failed", worker.failed},
                              {"taken_over", worker.taken_over},
                              {"ended_twice", worker.duplicates}});
  }
  out << json_to_show(all.dump(2, ' ', false, Json::error_handler_t::replace)) << '\n';
}

}  // namespace hookline
