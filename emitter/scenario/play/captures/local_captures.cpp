#include "catcher/captures/store/capture_store.h"
#include "catcher/catcher.h"
#include "catcher/replies/rules/reply_rules.h"
#include "emitter/scenario/play/captures/capture_source.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <optional>

#include <unistd.h>

namespace hookline {
namespace {

constexpr std::uint64_t kCaptureBytesMin = std::uint64_t{2} << 30;

std::uint64_t half_of_memory() {
  const long pages = ::sysconf(_SC_PHYS_PAGES);
  const long page_bytes = ::sysconf(_SC_PAGESIZE);
  if (pages < 0 || page_bytes < 0) return 0;
  return static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page_bytes) / 2;
}

CatcherOptions own_catcher_options(const Endpoint& endpoint, const std::string& store) {
  check_endpoint(endpoint);
  CatcherOptions options;
  options.listen = {"127.0.0.1", 0};
  options.page = {"127.0.0.1", 0};
  options.store = store;
  options.limits.captures_max = 10'000'000;
  // No capture may be dropped before it is verified, and nothing refused that a catcher with the
  // usual limits takes.
  options.limits.bytes_max = std::max(kCaptureBytesMin, half_of_memory());
  options.body_bytes_max = std::uint64_t{1} << 30;
  options.answer_bytes_max = options.limits.bytes_max;  // the dispatcher has a limit of its own
  options.quiet = true;
  options.seed = 0;  // a scenario draws the same in every run
  options.forward = endpoint.url;
  options.forward_to_one_path = true;
  options.allowed_hosts = endpoint.allowed_hosts;
  options.ca_file = endpoint.ca_file;
  options.checks_certificates = endpoint.checks_certificates;
  if (endpoint.timeout_ms > 0) options.forward_timeout_ms = endpoint.timeout_ms;
  return options;
}

EndpointAnswer answer_in(const Relay& relay) {
  constexpr std::size_t kShownBytes = 500;
  EndpointAnswer answer;
  answer.url = relay.to;
  answer.body = relay.body.substr(0, kShownBytes);
  answer.body_bytes = relay.body_bytes;
  answer.error = relay.error;
  return answer;
}

class LocalCaptures : public CaptureSource {
 public:
  LocalCaptures(const Endpoint& endpoint, const std::string& store)
      : catcher_(own_catcher_options(endpoint, store), std::cerr),
        has_endpoint_(!endpoint.url.empty()) {}

  std::string catching_url() const override { return catcher_.catching_url(); }

  Counts counts() override {
    const StoreCounts counts = catcher_.store().counts();
    return {counts.last, counts.dropped};
  }

  void for_each_after(std::int64_t id, const See& see) override {
    CaptureQuery query;
    query.after = id;
    query.limit = page_size();
    while (true) {
      const Captures page = catcher_.store().list(query);
      for (const Capture& capture : page) see(capture);
      if (page.size() < query.limit) return;
      query.after = page.back().id;
    }
  }

  void set_replies(const std::string& rules) override {
    catcher_.replies().set(parse_reply_rules(rules));
  }
  void restore_replies() override { catcher_.replies().clear(); }

  bool had_endpoint(std::int64_t /*capture_id*/) override { return has_endpoint_; }

  std::optional<EndpointAnswer> endpoint_answer(std::int64_t capture_id) override {
    for (const Relay& relay : catcher_.store().relays(capture_id)) {
      if (relay.kind == RelayKind::kForward) return answer_in(relay);
    }
    return std::nullopt;
  }

 private:
  /// As many as are some megabytes together: large bodies are not copied all at once.
  std::size_t page_size() {
    constexpr std::uint64_t kPageBytes = std::uint64_t{16} << 20;
    constexpr std::uint64_t kPageMax = 1000;
    const StoreCounts counts = catcher_.store().counts();
    const std::uint64_t average = counts.bytes / std::max<std::uint64_t>(counts.total, 1);
    return std::clamp<std::uint64_t>(kPageBytes / std::max<std::uint64_t>(average, 1), 1, kPageMax);
  }

  Catcher catcher_;
  const bool has_endpoint_;
};

}  // namespace

std::unique_ptr<CaptureSource> start_local_captures(const Endpoint& endpoint,
                                                    const std::string& store) {
  return std::make_unique<LocalCaptures>(endpoint, store);
}

}  // namespace hookline
