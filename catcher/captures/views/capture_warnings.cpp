#include "catcher/captures/views/capture_warnings.h"

#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/http/headers/list_items.h"
#include "catcher/base/http/headers/preamble.h"
#include "catcher/base/http/url/authority.h"
#include "catcher/captures/views/capture_view.h"
#include "catcher/captures/views/preflight.h"

#include <fmt/format.h>

namespace hookline {
namespace {

bool offers_http2(std::string_view head) {
  auto protocols = find_header_line(head, "upgrade").value_or("");
  while (!protocols.empty()) {
    if (equals_ignoring_case(take_list_item(protocols), "h2c")) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string> warnings_of(const Capture& capture) {
  std::vector<std::string> warnings;
  const auto head = head_of(capture);
  const Preamble preamble = preamble_of(head);
  if (preamble.kind == Preamble::Kind::kBlankLines && preamble.bytes < head.size()) {
    warnings.push_back(
        fmt::format("{} bytes of blank lines came before the request line; a sender that ends its "
                    "bodies with CR LF leaves them",
                    preamble.bytes));
  }
  if (capture.method.empty()) return warnings;
  if (auto problem = authority_of(capture.method, capture.target, head).problem; !problem.empty()) {
    warnings.push_back(std::move(problem));
  }
  if (offers_http2(head)) {
    warnings.emplace_back(
        "it offered to go on in HTTP/2 (Upgrade: h2c): the catcher speaks HTTP/1.1 and stayed with "
        "it");
  }
  if (auto unfollowed = preflight_warning(capture); !unfollowed.empty()) {
    warnings.push_back(std::move(unfollowed));
  }
  return warnings;
}

}  // namespace hookline
