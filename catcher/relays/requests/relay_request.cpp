#include "catcher/relays/requests/relay_request.h"

#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/http/message/hop_by_hop.h"
#include "catcher/base/http/message/message_headers.h"
#include "catcher/captures/views/capture_view.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// Puts header lines one after another, each adapted where it must be.
class RelayHead {
 public:
  /// `length`: the body's, where it gets a framing of its own; none: it is framed as it came.
  RelayHead(std::string host, std::optional<std::size_t> length, const Headers& signature,
            HopByHop hop_by_hop)
      : host_(std::move(host)),
        length_(length),
        signature_(signature),
        hop_by_hop_(std::move(hop_by_hop)) {}

  /// `line`: the whole line with its end.
  void add(std::string_view name, std::string_view line) {
    if (hop_by_hop_.ends_here(name)) return;
    if (equals_ignoring_case(name, "host")) return add_host(name);
    if (length_ && is_framing(name)) return add_length();
    if (is_signed_anew(name)) return add_signature(name);
    lines_ += line;
  }

  /// `needs_length`: an empty body is announced too.
  std::string finish(std::string_view request_line, bool needs_length) {
    if (length_ && (needs_length || *length_ > 0)) add_length();
    while (!signature_.empty()) add_signature(std::string(signature_.front().name));
    std::string head(request_line);
    if (!has_host_) head += fmt::format("Host: {}\r\n", host_);
    return head + lines_ + "\r\n";
  }

 private:
  bool is_signed_anew(std::string_view name) const {
    const auto is_it = [&](const std::string& known) { return equals_ignoring_case(known, name); };
    return find_header(signature_, name) || std::any_of(signed_.begin(), signed_.end(), is_it);
  }
  /// The first of the old ones is replaced, under the name it had; the others go.
  void add_signature(std::string_view name) {
    const auto at = std::find_if(signature_.begin(), signature_.end(), [&](const Header& header) {
      return equals_ignoring_case(header.name, name);
    });
    if (at == signature_.end()) return;
    lines_ += fmt::format("{}: {}\r\n", name, at->value);
    signed_.emplace_back(name);
    signature_.erase(at);
  }
  void add_host(std::string_view name) {
    if (std::exchange(has_host_, true)) return;
    lines_ += fmt::format("{}: {}\r\n", name, host_);
  }
  void add_length() {
    if (std::exchange(has_length_, true)) return;
    lines_ += fmt::format("Content-Length: {}\r\n", *length_);
  }

  const std::string host_;
  const std::optional<std::size_t> length_;
  Headers signature_;  ///< what has no place yet
  const HopByHop hop_by_hop_;
  std::vector<std::string> signed_;  ///< the names of what has
  std::string lines_;
  bool has_host_ = false;
  bool has_length_ = false;
};

HopByHop hop_by_hop_of(const Capture& capture, const RelayEdits& edits) {
  HopByHop hop_by_hop;
  if (edits.headers) {
    for (const HeaderField& header : *edits.headers) hop_by_hop.see(header.name(), header.value());
    return hop_by_hop;
  }
  HeaderLines lines(split_head(head_of(capture)).header_lines);
  for (HeaderLine line; lines.next(line);) hop_by_hop.see(line.name, line.value);
  return hop_by_hop;
}

void add_caught_lines(RelayHead& head, const Capture& capture) {
  HeaderLines lines(split_head(head_of(capture)).header_lines);
  auto before = lines.rest();
  for (HeaderLine line; lines.next(line);) {
    head.add(line.name, before.substr(0, before.size() - lines.rest().size()));
    before = lines.rest();
  }
}

void add_edited_lines(RelayHead& head, const std::vector<HeaderField>& headers) {
  for (const HeaderField& header : headers) {
    head.add(header.name(), fmt::format("{}: {}\r\n", header.name(), header.value()));
  }
}

/// Edited headers are all those caught, with changes. A Host among them counts only if it was
/// changed.
std::string host_of(const Capture& capture, const Url& to, const RelayEdits& edits,
                    RelayHost host) {
  const auto caught = find_header_line(head_of(capture), "host");
  if (host == RelayHost::kCaught && caught) return std::string(*caught);
  if (edits.headers) {
    for (const HeaderField& header : *edits.headers) {
      if (equals_ignoring_case(header.name(), "host") && header.value() != caught) {
        return header.value();
      }
    }
  }
  return to.host_header();
}

bool announces_its_body(std::string_view method) {
  return method == "POST" || method == "PUT" || method == "PATCH";
}

/// "/x?y" of "http://host/x?y"; else the target itself.
std::string_view origin_form(std::string_view target) {
  const auto scheme_end = target.find("://");
  if (target.starts_with('/') || scheme_end == std::string_view::npos) return target;
  const auto start = target.find_first_of("/?", scheme_end + 3);
  return start == std::string_view::npos ? "/" : target.substr(start);
}

}  // namespace

std::vector<std::string> RelayEdits::names() const {
  std::vector<std::string> names;
  if (method) names.emplace_back("method");
  if (target) names.emplace_back("target");
  if (headers) names.emplace_back("headers");
  if (body) names.emplace_back("body");
  if (!signature.empty()) names.emplace_back("signature");
  return names;
}

std::string target_below(std::string_view base, std::string_view target) {
  while (base.ends_with('/')) base.remove_suffix(1);
  target = origin_form(target);
  if (target.starts_with('?')) return fmt::format("{}/{}", base, target);
  if (!target.starts_with('/')) return std::string(target);
  return fmt::format("{}{}", base, target);
}

std::string relay_bytes(const Capture& capture, const Url& to, std::string_view target,
                        const RelayEdits& edits, RelayHost host) {
  const std::string& method = edits.method ? *edits.method : capture.method;
  const bool reframed = edits.headers || edits.body;
  std::string storage;
  const std::string_view body = edits.body ? std::string_view(*edits.body)
                                : reframed ? body_view(capture, storage)
                                           : framed_body_of(capture);
  RelayHead head(host_of(capture, to, edits, host),
                 reframed ? std::optional(body.size()) : std::nullopt, edits.signature,
                 hop_by_hop_of(capture, edits));
  if (edits.headers) {
    add_edited_lines(head, *edits.headers);
  } else {
    add_caught_lines(head, capture);
  }
  std::string bytes =
      head.finish(fmt::format("{} {} HTTP/1.1\r\n", method, target), announces_its_body(method));
  bytes.reserve(bytes.size() + body.size());
  bytes += body;
  return bytes;
}

std::string relay_body(const Capture& capture, const RelayEdits& edits) {
  return edits.body ? *edits.body : body_of(capture);
}

}  // namespace hookline
