#include "catcher/wire/head/request_line.h"

#include "catcher/base/http/headers/header.h"
#include "catcher/base/http/headers/header_bytes.h"
#include "catcher/wire/head/http2_start.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kQuotedBytesMax = 60;

bool is_target_byte(char c) {
  const auto byte = static_cast<std::uint8_t>(c);
  return byte > 0x20 && byte != 0x7f;
}

Fault malformed(std::string reason) {
  return {Refusal::kMalformed, std::move(reason)};
}

Fault fault_of_target(std::string_view target) {
  if (target.empty()) return malformed("the request line has no target between two single blanks");
  const auto bad = std::find_if_not(target.begin(), target.end(), is_target_byte);
  if (bad == target.end()) return {};
  if (*bad == ' ') {
    return malformed(fmt::format(
        "the target {} holds a blank, which a URL has as %20: the request line is METHOD TARGET "
        "HTTP/1.1 with single blanks",
        quoted(target)));
  }
  return malformed(fmt::format("the target {} holds the control byte 0x{:02x}", quoted(target),
                               static_cast<std::uint8_t>(*bad)));
}

Fault fault_of_version(std::string_view version) {
  if (version == "HTTP/1.1" || version == "HTTP/1.0") return {};
  const bool is_other_version =
      version.size() >= 6 && version.find_first_not_of("0123456789.", 5) == std::string_view::npos;
  return {is_other_version ? Refusal::kNotHttp1 : Refusal::kMalformed,
          fmt::format("the request line does not end in HTTP/1.1 or HTTP/1.0, but in {}",
                      quoted(version))};
}

/// What stands where HTTP/1.1 belongs, and before header lines: also HTTPS/1.1, RTSP/1.0.
bool is_version(std::string_view word) {
  const auto slash = word.find('/');
  if (slash == 0 || slash == std::string_view::npos || slash + 1 == word.size()) return false;
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto name = word.substr(0, slash);
  return std::all_of(name.begin(), name.end(), is_letter) && word[slash + 1] >= '0' &&
         word[slash + 1] <= '9';
}

std::string_view without_blanks(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

/// HTTP/0.9, which had none, or no HTTP at all.
RequestLine without_version(std::string_view line, std::string_view last_word) {
  RequestLine read;
  read.fault = malformed(
      fmt::format("the request line ends in {}, not in HTTP/1.1 or HTTP/1.0: this is not HTTP, or "
                  "HTTP/0.9",
                  quoted(last_word)));
  const auto method_end = std::min(line.find(' '), line.size());
  const auto rest = without_blanks(line.substr(method_end));
  const auto target = rest.substr(0, rest.find(' '));
  if (!target.starts_with('/') && target.find("://") == std::string_view::npos) return read;
  read.method = line.substr(0, method_end);
  read.target = target;
  return read;
}

}  // namespace

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text.substr(0, kQuotedBytesMax)) {
    if (is_value_byte(c)) {
      out += c;
    } else {
      out += fmt::format("\\x{:02x}", static_cast<std::uint8_t>(c));
    }
  }
  return out + (text.size() > kQuotedBytesMax ? "…\"" : "\"");
}

RequestLine read_request_line(std::string_view line) {
  RequestLine read;
  const bool ends_right = line.ends_with('\r');
  if (ends_right) line.remove_suffix(1);
  const auto method_end = std::min(line.find(' '), line.size());
  const auto last_blank = line.rfind(' ');
  const auto last_word = line.substr(last_blank == std::string_view::npos ? 0 : last_blank + 1);
  if (last_blank == std::string_view::npos || last_blank <= method_end || !is_version(last_word)) {
    return without_version(line, last_word);
  }
  read.is_http = true;
  read.method = line.substr(0, method_end);
  read.version = last_word;
  const auto target = line.substr(method_end + 1, last_blank - method_end - 1);
  read.target = without_blanks(target);
  read.fault = fault_of_target(target);
  if (read.fault.refusal == Refusal::kNone) read.fault = fault_of_version(read.version);
  if (read.fault.refusal == Refusal::kNone && !ends_right) {
    read.fault = malformed("the request line ends in LF alone; lines of a head end in CR LF");
  }
  return read;
}

Fault fault_of_start(std::string_view bytes) {
  if (bytes.size() == 1 && bytes.front() == '\x16') return {};  // the next byte tells
  if (bytes.starts_with("\x16\x03")) {
    return {Refusal::kNotHttp1,
            "this is a TLS hello: the sender speaks https to a plain http port; use an http:// "
            "URL"};
  }
  if (is_http2(bytes)) {
    return {Refusal::kNotHttp1,
            "this is HTTP/2 with prior knowledge; the catcher speaks HTTP/1.1: have the sender use "
            "that"};
  }
  const auto bad = std::find_if_not(bytes.begin(), bytes.end(), is_token_byte);
  if (bad == bytes.end() || (*bad == ' ' && bad != bytes.begin())) return {};
  const auto word = bytes.substr(0, static_cast<std::size_t>(bad - bytes.begin()) + 1);
  return malformed(fmt::format(
      "the request line does not begin with a method and a blank, but with {}", quoted(word)));
}

}  // namespace hookline
