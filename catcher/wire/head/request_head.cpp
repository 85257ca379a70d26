#include "catcher/wire/head/request_head.h"

#include "catcher/base/http/headers/header.h"
#include "catcher/base/http/headers/header_bytes.h"
#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/http/headers/list_items.h"
#include "catcher/base/http/url/authority.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

namespace hookline {
namespace {

std::string_view take_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  const auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

std::string fault_of_value(std::string_view value, std::string_view name) {
  const auto bad = std::find_if_not(value.begin(), value.end(), is_value_byte);
  if (bad == value.end()) return "";
  return fmt::format("the value of the header {} holds the control byte 0x{:02x}", quoted(name),
                     static_cast<std::uint8_t>(*bad));
}

std::string fault_of_name(std::string_view name, std::string_view line) {
  if (name.empty())
    return fmt::format("the header line {} has no name before its colon", quoted(line));
  const auto bad = std::find_if_not(name.begin(), name.end(), is_token_byte);
  if (bad == name.end()) return "";
  if (*bad == ' ' || *bad == '\t') {
    return fmt::format(
        "the header name {} holds a blank: a name is one word with the colon directly behind it",
        quoted(name));
  }
  return fmt::format("the header name {} holds the byte 0x{:02x}, which no name may have",
                     quoted(name), static_cast<std::uint8_t>(*bad));
}

/// The first fault among the header lines; empty: none.
std::string fault_of_header_lines(std::string_view lines) {
  std::string_view name;
  while (!lines.empty()) {
    const auto line = take_line(lines);
    if (line == "\r") return "";
    if (line.empty()) return "the head ends in LF alone; its lines end in CR LF";
    auto fault = fault_of_header_line(line, name);
    if (!fault.empty()) return fault;
  }
  return "";
}

/// Connection says how the connection goes on. Whatever else stands in it, and however it is
/// separated, "close" means that the sender wants no more.
class ConnectionWishes {
 public:
  void add(std::string_view value) {
    constexpr std::string_view kSeparators = ", \t\r\n;\"";
    for (std::size_t at = 0; at < value.size();) {
      const auto start = value.find_first_not_of(kSeparators, at);
      if (start == std::string_view::npos) return;
      at = std::min(value.find_first_of(kSeparators, start), value.size());
      const auto word = value.substr(start, at - start);
      if (equals_ignoring_case(word, "close")) close_ = true;
      if (equals_ignoring_case(word, "keep-alive")) keep_alive_ = true;
    }
  }
  bool keeps_alive(std::string_view version) const {
    return !close_ && (version == "HTTP/1.1" || keep_alive_);
  }

 private:
  bool close_ = false;
  bool keep_alive_ = false;
};

bool asks_for_continue(std::string_view expectations) {
  while (!expectations.empty()) {
    if (equals_ignoring_case(take_list_item(expectations), "100-continue")) return true;
  }
  return false;
}

void read_steering(std::string_view header_lines, WireHead& head) {
  ConnectionWishes wishes;
  bool expects = false;
  HeaderLines lines(header_lines);
  for (HeaderLine line; lines.next(line);) {
    if (line.name.size() == 10 && equals_ignoring_case(line.name, "connection")) {
      wishes.add(line.value);
    } else if (line.name.size() == 6 && equals_ignoring_case(line.name, "expect")) {
      expects = expects || asks_for_continue(line.value);
    }
  }
  head.keep_alive = wishes.keeps_alive(head.version);
  // RFC 9110, 10.1.1: a client of 1.0 doesn't know what 100 means.
  head.expects_continue = expects && head.version == "HTTP/1.1";
}

}  // namespace

std::string fault_of_header_line(std::string_view line, std::string_view& name) {
  if (!line.ends_with('\r')) {
    return fmt::format("the header line {} ends in LF alone; lines of a head end in CR LF",
                       quoted(line));
  }
  line.remove_suffix(1);
  if (line.starts_with(' ') || line.starts_with('\t')) {
    if (name.empty()) {
      return fmt::format(
          "the first header line {} begins with a blank, as if it went on from one "
          "before",
          quoted(line));
    }
    return fault_of_value(line, name);
  }
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) {
    return fmt::format("the header line {} has no colon", quoted(line));
  }
  name = line.substr(0, colon);
  auto fault = fault_of_name(name, line);
  return fault.empty() ? fault_of_value(line.substr(colon + 1), name) : fault;
}

WireHead read_wire_head(std::string_view bytes) {
  std::string_view rest = bytes;
  const RequestLine line = read_request_line(take_line(rest));
  WireHead head;
  head.method = line.method;
  head.target = line.target;
  head.version = line.version;
  head.host = authority_of(head.method, head.target, bytes).host;
  head.fault = line.fault;
  read_steering(rest, head);
  head.framing = read_framing(bytes);
  if (head.fault.refusal != Refusal::kNone) return head;
  if (auto fault = fault_of_header_lines(rest); !fault.empty()) {
    head.fault = {Refusal::kMalformed, std::move(fault)};
  } else if (head.framing.kind == Framing::kFaulty) {
    head.fault = {Refusal::kFraming, head.framing.fault};
  } else if (head.method == "CONNECT") {
    head.fault = {
        Refusal::kTunnel,
        fmt::format("CONNECT asks for a tunnel to {}: the catcher is no proxy; switch the "
                    "sender's proxy settings off",
                    quoted(head.target))};
  }
  return head;
}

}  // namespace hookline
