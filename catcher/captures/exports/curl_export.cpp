#include "catcher/base/http/codings/chunked_body.h"
#include "catcher/base/text/printable.h"
#include "catcher/base/text/utf8.h"
#include "catcher/captures/exports/capture_export.h"
#include "catcher/captures/views/capture_view.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// A word of a command may be no longer than 128 KiB on Linux; a pipe takes anything.
constexpr std::size_t kInlineBodyMax = std::size_t{32} << 10;

bool is_control(char c) {
  return static_cast<std::uint8_t>(c) < 0x20 || c == '\x7f';
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_control);
}

/// A format for printf(1) that prints these bytes: what a quote, a shell or a terminal could take
/// the wrong way is in octal, and so is a "-" that would begin an option.
std::string printf_format(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 4);
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    const bool is_option = c == '-' && out.empty();
    if (c == '%') {
      out += "%%";
    } else if (byte < 0x20 || byte >= 0x7f || c == '\'' || c == '\\' || is_option) {
      const std::array<char, 4> octal{'\\', static_cast<char>('0' + (byte >> 6)),
                                      static_cast<char>('0' + (byte >> 3 & 7)),
                                      static_cast<char>('0' + (byte & 7))};
      out.append(octal.data(), octal.size());
    } else {
      out += c;
    }
  }
  return out;
}

std::string in_single_quotes(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + '\'';
}

/// One word for sh that stands for exactly this text. Control bytes never stand in the command
/// themselves: pasted into a terminal, they would be keys pressed; nor do bytes that are no UTF-8,
/// which a clipboard would replace.
std::string quoted(std::string_view text) {
  if (has_control(text) || !is_utf8(text))
    return fmt::format("\"$(printf '{}')\"", printf_format(text));
  return in_single_quotes(text);
}

/// Whether curl can be told to send it. To curl, a name that begins with "@" is a file.
bool is_sendable(const Header& header) {
  try {
    const HeaderField name(header.name, "");
    return header.value.find('\0') == std::string::npos;
  } catch (const std::invalid_argument&) {
    return false;
  }
}

bool is_made_by_curl(std::string_view name, std::string_view value, std::string_view authority) {
  return equals_ignoring_case(name, "content-length") ||
         (equals_ignoring_case(name, "host") && value == authority);
}

void append_header(std::string& out, const Header& header) {
  // To curl, "Name:" means to leave the header out; "Name;" sends it empty.
  const auto line =
      header.value.empty() ? header.name + ';' : header.name + ": " + unfolded(header.value);
  out += " \\\n  -H " + quoted(line);
}

void append_headers(std::string& out, const Headers& headers, std::string_view authority) {
  for (const Header& header : headers) {
    if (!is_made_by_curl(header.name, header.value, authority)) append_header(out, header);
  }
  // What curl would add where it isn't told otherwise.
  for (const char* name : {"Host", "User-Agent", "Accept", "Content-Type", "Expect"}) {
    if (!find_header(headers, name)) out += fmt::format(" \\\n  -H '{}:'", name);
  }
}

/// Whether curl sends the target as it is when it stands in the URL.
bool goes_into_url(std::string_view target) {
  return target.starts_with('/') && std::all_of(target.begin(), target.end(), [](char c) {
           const auto byte = static_cast<std::uint8_t>(c);
           return byte > 0x20 && byte < 0x7f && c != '#' && c != '\\';
         });
}

void append_target(std::string& out, std::string_view target, std::string_view origin) {
  if (goes_into_url(target)) {
    out += quoted(std::string(origin) + std::string(target));
  } else {
    out += fmt::format("--request-target {} {}", quoted(target), quoted(origin));
  }
}

bool goes_into_command(std::string_view body) {
  return body.size() <= kInlineBodyMax && !body.starts_with('@') && is_utf8(body) &&
         std::none_of(body.begin(), body.end(), [](char c) { return is_control(c) && c != '\n'; });
}

/// curl's --head sends no body, and with -X HEAD it waits for the one that the answer speaks of.
bool is_head_with_body(std::string_view method, std::string_view body) {
  return method == "HEAD" && !body.empty();
}

void append_method(std::string& out, std::string_view method, std::string_view body) {
  if (method == "HEAD" && body.empty()) {
    out += "--head ";
    return;
  }
  out += fmt::format("-X {} ", quoted(method.empty() ? "GET" : method));
  // It gives up, with exit code 63, once an answer announces more than this.
  if (is_head_with_body(method, body)) out += "-s --max-filesize 1 --max-time 10 ";
}

/// A word that holds more may be too long where printf is a program and no part of the shell: on
/// Linux a word of 128 KiB is none. Each byte may take four.
constexpr std::size_t kPrintedBytesMax = std::size_t{16} << 10;

/// A command that prints these bytes.
void append_printing(std::string& out, std::string_view bytes) {
  const bool in_pieces = bytes.size() > kPrintedBytesMax;
  if (in_pieces) out += "{ ";
  do {
    const auto piece = bytes.substr(0, kPrintedBytesMax);
    bytes.remove_prefix(piece.size());
    out += fmt::format("printf '{}'{}", printf_format(piece), in_pieces ? "; " : "");
  } while (!bytes.empty());
  if (in_pieces) out += '}';
}

/// Linux takes no word of 128 KiB, and 2 MiB of them together at the most.
constexpr std::size_t kWordBytesMax = 120'000;
constexpr std::size_t kWordsBytesMax = 1'000'000;

bool fits_into_a_word(std::string_view text) {
  const bool is_printed = has_control(text) || !is_utf8(text);
  return text.size() <= (is_printed ? kWordBytesMax / 4 : kWordBytesMax);
}

bool fits_into_words(const Capture& capture, const Headers& headers) {
  std::size_t bytes = capture.target.size();
  for (const Header& header : headers) bytes += header.name.size() + header.value.size();
  return bytes <= kWordsBytesMax && fits_into_a_word(capture.target) &&
         std::all_of(headers.begin(), headers.end(), [](const Header& header) {
           return fits_into_a_word(header.name + ": " + header.value);
         });
}

std::size_t count_of(const Headers& headers, std::string_view name) {
  return static_cast<std::size_t>(
      std::count_if(headers.begin(), headers.end(),
                    [&](const Header& header) { return equals_ignoring_case(header.name, name); }));
}

/// Why no command sends it as it came; empty where one does.
std::string why_curl_cannot(const Capture& capture, const Headers& headers) {
  if (!capture.refusal.empty()) return "it was refused: " + capture.refusal;
  if (capture.truncated) return "only the start of its body was kept";
  if (!capture.complete) return "it did not come whole";
  if (capture.method == "CONNECT") return "to curl, CONNECT asks for a tunnel";
  if (capture.target.find('\0') != std::string::npos) return "its target holds a NUL";
  if (count_of(headers, "host") > 1) return "curl sends no more than one Host";
  const auto odd = std::find_if_not(headers.begin(), headers.end(), is_sendable);
  if (odd != headers.end()) return fmt::format("curl can't send its header \"{}\"", odd->name);
  if (!fits_into_words(capture, headers)) return "its target or headers are too long for a command";
  if (!trailers_of(capture).empty()) {
    return fmt::format(
        "curl can't send the trailers behind its body; POST /api/captures/{}/replay can",
        capture.id);
  }
  return {};
}

/// A comment, so that nothing runs which only looks like the request.
void append_left_out(std::string& out, const Capture& capture, std::string why) {
  std::replace_if(why.begin(), why.end(), is_control, '?');
  constexpr std::size_t kWhyBytesMax = 400;
  out += fmt::format(
      "# {} can't be sent again as it came: {}; GET /api/captures/{}/raw has its "
      "bytes\n",
      capture.id, printable(why, kWhyBytesMax), capture.id);
}

}  // namespace

void append_curl(std::string& out, const Capture& capture, std::string_view origin) {
  std::string storage;
  const auto body = body_view(capture, storage);
  const auto headers = headers_of(capture);
  const auto authority = origin.substr(std::min(origin.find("//") + 2, origin.size()));
  const bool piped = !body.empty() && !goes_into_command(body);
  if (auto why = why_curl_cannot(capture, headers); !why.empty()) {
    return append_left_out(out, capture, std::move(why));
  }
  if (piped) {
    append_printing(out, body);
    out += " | ";
  }
  out += "curl -g --path-as-is ";
  if (capture.version == "HTTP/1.0") out += "--http1.0 ";
  append_method(out, capture.method, body);
  append_target(out, capture.target, origin);
  append_headers(out, headers, authority);
  if (piped) {
    out += " \\\n  --data-binary @-";
  } else if (!body.empty() || find_header(headers, "content-length") ||
             framing_of(capture) == Framing::kChunked) {
    out += " \\\n  --data-binary " + in_single_quotes(body);
  }
  if (is_head_with_body(capture.method, body)) out += " || test $? = 63";
  out += '\n';
}

}  // namespace hookline
