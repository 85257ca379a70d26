#include "emitter/delivery/wire/jobs/attempt_headers.h"

#include "emitter/delivery/delivery_mark.h"

#include <chrono>

namespace hookline {
namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::string_view kSenderPageHeader = "Hookline-Platform";

/// Receivers hold the time against their own clock, so it is the real one, also where the waits
/// between attempts are virtual.
std::int64_t unix_seconds() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

}  // namespace

AttemptHeaders::AttemptHeaders(const DispatcherOptions& options) : options_(options) {
  if (options.signing_key) signer_.emplace(*options.signing_key);
}

void AttemptHeaders::add(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ").append(value).append(kLineEnd);
}

void AttemptHeaders::add_page(std::string& head, const Url& url) {
  const auto page = options_.sender_page->url();
  if (!page.empty() && here_.problem_with_host(url.host()).empty())
    add(head, kSenderPageHeader, page);
}

void AttemptHeaders::add_to(std::string& head, const Delivery& delivery) {
  head.resize(head.size() - kLineEnd.size());
  if (!options_.attempt_header.empty()) {
    add(head, options_.attempt_header, std::to_string(delivery.attempt));
  }
  if (options_.sender_page) add_page(head, *delivery.url);
  if (signer_) {
    const std::string id = DeliveryMark{options_.run, delivery.id}.text();
    for (const Header& header : signer_->sign(id, unix_seconds(), *delivery.payload)) {
      add(head, header.name, header.value);
    }
  }
  head += kLineEnd;
}

}  // namespace hookline
