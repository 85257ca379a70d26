#include "catcher/relays/requests/request_sharing.h"

#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/text/ascii.h"
#include "catcher/captures/capture.h"
#include "catcher/captures/views/capture_view.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace hookline {
namespace {

bool is_among(std::string_view method, auto methods) {
  return std::find(methods.begin(), methods.end(), method) != methods.end();
}

bool may_have_a_body(std::string_view method) {
  return is_among(method, std::array<std::string_view, 3>{"POST", "PUT", "PATCH"});
}

/// RFC 9110, 9.2.2.
bool is_idempotent(std::string_view method) {
  return is_among(
      method, std::array<std::string_view, 6>{"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"});
}

bool has_one_plain_length(std::string_view head) {
  const auto lengths = find_header_lines(head, "content-length");
  return lengths.size() == 1 && is_all_digits(lengths.front());
}

/// A header that goes on in a second line is read in more ways than one.
bool has_folds(std::string_view head) {
  return head.find("\n ") != std::string_view::npos || head.find("\n\t") != std::string_view::npos;
}

bool ends_beyond_doubt(const Capture& capture) {
  const std::string_view head = head_of(capture);
  if (!capture.complete || capture.truncated || has_folds(head)) return false;
  if (find_header_line(head, "transfer-encoding")) return false;
  if (!find_header_line(head, "content-length")) return true;
  return has_one_plain_length(head) && (capture.body_bytes == 0 || may_have_a_body(capture.method));
}

}  // namespace

ConnectionSharing sharing_of(const Capture& capture) {
  return {.takes = true,
          .leaves = ends_beyond_doubt(capture),
          .may_repeat = is_idempotent(capture.method)};
}

}  // namespace hookline
