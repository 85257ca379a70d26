#include "emitter/report/probe/probe_json_report.h"

#include "catcher/base/json/json_writer.h"
#include "catcher/base/units/timestamp.h"
#include "emitter/probe/probe_report.h"

#include <ostream>
#include <utility>

#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t kMicrosecondsPerSecond = 1'000'000;

Json json_of(const Finding& finding) {
  return {{"check", finding.check},
          {"grade", name_of(finding.grade)},
          {"found", finding.found},
          {"means", finding.means},
          {"advice", finding.advice}};
}

Json json_of(const ProbedAddress& address) {
  return {{"address", address.address},
          {"kind", address.kind},
          {"connects", address.problem.empty()},
          {"problem", address.problem}};
}

Json json_of(const SeenTls& tls) {
  const PeerCertificate& certificate = tls.certificate;
  return {{"version", tls.version},
          {"subject", certificate.subject},
          {"issuer", certificate.issuer},
          {"names", certificate.names},
          {"valid_from", timestamp_text(certificate.valid_from_s * kMicrosecondsPerSecond)},
          {"valid_until", timestamp_text(certificate.valid_until_s * kMicrosecondsPerSecond)},
          {"certificates_sent", certificate.sent},
          {"is_for_host", tls.is_for_host},
          {"is_trusted", tls.chain_problem.empty()}};
}

Json json_of(const ProbedRequest& request) {
  return {{"check", request.check},
          {"method", request.method},
          {"body_bytes", request.body_bytes},
          {"outcome", name_of(request.outcome)},
          {"status", request.status},
          {"duration_ms", (request.duration.count() + 999) / 1000},
          {"content_type", request.content_type},
          {"location", request.location}};
}

template <class Items>
Json list_of(const Items& items) {
  Json list = Json::array();
  for (const auto& item : items) list.push_back(json_of(item));
  return list;
}

}  // namespace

void write_probe_json_report(const ProbeReport& report, std::ostream& out) {
  const Json all = {{"url", report.url},
                    {"verdict", name_of(report.verdict())},
                    {"started_at", timestamp_text(report.started_us)},
                    {"duration_ms", (report.duration_us + 999) / 1000},
                    {"timeout_ms", report.timeout.count()},
                    {"bad", report.count(Grade::kBad)},
                    {"doubtful", report.count(Grade::kDoubtful)},
                    {"good", report.count(Grade::kGood)},
                    {"findings", list_of(report.findings)},
                    {"addresses", list_of(report.addresses)},
                    {"tls", report.tls ? json_of(*report.tls) : Json()},
                    {"requests", list_of(report.requests)}};
  out << json_to_show(all.dump(2, ' ', false, Json::error_handler_t::replace)) << '\n';
}

}  // namespace hookline
