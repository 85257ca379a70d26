#include "catcher/base/http/codings/content_coding.h"
#include "catcher/base/http/headers/cookie.h"
#include "catcher/base/json/json_writer.h"
#include "catcher/base/text/utf8.h"
#include "catcher/base/units/timestamp.h"
#include "catcher/captures/exports/capture_export.h"
#include "catcher/captures/views/capture_view.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kUnpackedBytesMax = std::size_t{8} << 20;

bool is_escape(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdefABCDEF";
  return text.size() >= 3 && kHex.find(text[1]) != std::string_view::npos &&
         kHex.find(text[2]) != std::string_view::npos;
}

bool stands_in_url(std::string_view text) {
  constexpr std::string_view kForbidden = "\"#<>\\^`{|}";  // "#" would begin a fragment
  const auto byte = static_cast<std::uint8_t>(text.front());
  if (byte == '%') return is_escape(text);
  return byte > 0x20 && byte < 0x7f && kForbidden.find(text.front()) == std::string_view::npos;
}

void append_in_url(std::string& out, std::string_view target) {
  for (; !target.empty(); target.remove_prefix(1)) {
    if (stands_in_url(target)) {
      out += target.front();
    } else {
      out += fmt::format("%{:02X}", static_cast<std::uint8_t>(target.front()));
    }
  }
}

/// Absolute, whatever the target was: a path, a whole URL, "*", "host:port", nothing.
std::string url_of(const Capture& capture, std::string_view origin) {
  const std::string_view target = capture.target;
  const bool is_whole = target.starts_with("http://") || target.starts_with("https://");
  std::string url;
  if (!is_whole) url += origin;
  if (!is_whole && !target.starts_with('/')) url += '/';
  append_in_url(url, target);
  return url;
}

/// One entry, written piece by piece; remembers whether bytes had to be changed to stand in JSON.
class HarEntry {
 public:
  HarEntry(std::string& out, const Capture& capture, std::span<const Relay> relays)
      : out_(out), capture_(capture), forwarded_(forwarded_in(relays)) {}

  void write(std::string_view origin) {
    // Of a forwarded capture the duration holds the wait for the app too.
    const auto app_us = forwarded_ == nullptr ? 0 : forwarded_->duration_us;
    const auto send_ms = static_cast<double>(capture_.duration_us - app_us) / 1000;
    const auto wait_ms =
        static_cast<double>(app_us) / 1000 + static_cast<double>(capture_.reply.delay_ms);
    out_ += fmt::format(R"({{"startedDateTime":"{}","time":{:.3f},"request":)",
                        received_at(capture_), send_ms + wait_ms);
    add_request(origin);
    add_response();
    out_ += fmt::format(
        R"(,"cache":{{}},"timings":{{"send":{:.3f},"wait":{:.3f},"receive":0}},"connection":"{}","_id":{})",
        send_ms, wait_ms, capture_.client_port, capture_.id);
    if (const auto comment = comment_text(); !comment.empty()) {
      out_ += ",\"comment\":";
      append_json_string(out_, comment);
    }
    out_ += '}';
  }

 private:
  static const Relay* forwarded_in(std::span<const Relay> relays) {
    const auto found = std::find_if(relays.begin(), relays.end(), [](const Relay& relay) {
      return relay.kind == RelayKind::kForward;
    });
    return found == relays.end() ? nullptr : &*found;
  }

  /// HAR wants pairs as [{"name":…,"value":…}…]. What has no name isn't taken by its readers; it
  /// still stands in the URL or the text.
  template <class Pairs>
  void add_named(std::string_view name, const Pairs& pairs) {
    out_ += fmt::format(",\"{}\":[", name);
    for (const auto& pair : pairs) {
      if (pair.name.empty()) continue;
      if (out_.back() == '}') out_ += ',';
      JsonObjectWriter json(out_);
      json.text("name", pair.name);
      json.text("value", pair.value);
      end(json);
    }
    out_ += ']';
  }

  void add_cookies(const std::vector<Cookie>& cookies) {
    out_ += ",\"cookies\":[";
    for (const Cookie& cookie : cookies) {
      if (cookie.name.empty()) continue;
      if (out_.back() == '}') out_ += ',';
      JsonObjectWriter json(out_);
      json.text("name", cookie.name);
      json.text("value", cookie.value);
      if (!cookie.path.empty()) json.text("path", cookie.path);
      if (!cookie.domain.empty()) json.text("domain", cookie.domain);
      if (cookie.expires_us) json.text("expires", timestamp_text(*cookie.expires_us));
      json.boolean("httpOnly", cookie.http_only);
      json.boolean("secure", cookie.secure);
      end(json);
    }
    out_ += ']';
  }

  void add_request(std::string_view origin) {
    std::string storage;
    const auto body = body_view(capture_, storage);
    const auto headers = headers_of(capture_);
    JsonObjectWriter request(out_);
    request.text("method", capture_.method.empty() ? "-" : capture_.method);  // none isn't taken
    request.text("url", url_of(capture_, origin));
    request.text("httpVersion", capture_.version);
    request.number("headersSize", std::uint64_t{head_of(capture_).size()});
    request.number("bodySize", capture_.body_bytes);
    add_cookies(cookies_in(headers));
    add_named("headers", headers);
    add_named("queryString", query_of(capture_));
    if (!body.empty()) add_post_data(headers, body);
    end(request);
  }

  static std::vector<Cookie> cookies_in(const Headers& headers) {
    std::vector<Cookie> cookies;
    for (const Header& header : headers) {
      if (!equals_ignoring_case(header.name, "cookie")) continue;
      for (Cookie& cookie : parse_cookies(header.value)) cookies.push_back(std::move(cookie));
    }
    return cookies;
  }

  /// The text alone, also of forms: a text and params beside it exclude each other, and only the
  /// text is exact. Of a body that is no text HAR knows nothing: it is base64, and said to be.
  void add_post_data(const Headers& headers, std::string_view body) {
    out_ += ",\"postData\":";
    JsonObjectWriter data(out_);
    data.text("mimeType", find_header(headers, "content-type").value_or(""));
    if (is_utf8(body)) {
      data.text("text", body);
    } else {
      data.base64("text", body);
      data.text("_encoding", "base64");
      data.text("comment", "text is base64: the body is no UTF-8");
    }
    end(data);
  }

  /// The sender saw no status where the connection ended before one.
  bool was_answered() const {
    return capture_.reply.fault != "close" && capture_.reply.fault != "reset";
  }

  /// What the app answered; null where it did not, or wasn't asked.
  const Relay* answer() const {
    return forwarded_ != nullptr && forwarded_->error.empty() ? forwarded_ : nullptr;
  }

  void add_content(JsonObjectWriter& response) {
    const Headers& headers = capture_.reply.headers;
    auto content = response.object("content");
    const auto type = find_header(headers, "content-type").value_or("text/plain");
    if (answer() == nullptr) {
      content.number("size", std::int64_t{0});
      content.text("mimeType", type);
      content.text("comment", "the body of the answer is not kept");
      return end(content);
    }
    const std::string body = unpacked_answer();
    const bool is_whole = answer()->body.size() == answer()->body_bytes;
    content.number("size", is_whole ? std::uint64_t{body.size()} : answer()->body_bytes);
    content.text("mimeType", type);
    if (is_utf8(body)) {
      content.text("text", body);
    } else {
      content.base64("text", body);
      content.text("encoding", "base64");
    }
    if (!is_whole) content.text("comment", "only the start of the answer was kept");
    end(content);
  }

  /// As HAR wants it, without Content-Encoding; as it came where it can't be unpacked.
  std::string unpacked_answer() const {
    const auto coding = find_header(answer()->headers, "content-encoding").value_or("");
    if (coding.empty() || !can_decode(coding)) return answer()->body;
    auto decoded = decode_body(coding, answer()->body, kUnpackedBytesMax);
    if (!decoded.problem.empty() || decoded.truncated) return answer()->body;
    return std::move(decoded.data);
  }

  void add_response() {
    const CaptureReply& reply = capture_.reply;
    out_ += ",\"response\":";
    JsonObjectWriter response(out_);
    response.number("status", std::int64_t{was_answered() ? reply.status : 0});
    response.text("statusText", "");
    response.text("httpVersion", "HTTP/1.1");
    response.text("redirectURL", find_header(reply.headers, "location").value_or(""));
    response.number("headersSize", std::int64_t{-1});
    response.number("bodySize", answer() == nullptr
                                    ? std::int64_t{-1}
                                    : static_cast<std::int64_t>(answer()->body_bytes));
    add_content(response);
    std::vector<Cookie> cookies;
    for (const Header& header : reply.headers) {
      if (!equals_ignoring_case(header.name, "set-cookie")) continue;
      cookies.push_back(parse_set_cookie(header.value));
    }
    add_cookies(cookies);
    add_named("headers", reply.headers);
    end(response);
  }

  std::string comment_text() const {
    std::string comment;
    const auto add = [&](std::string_view sentence) {
      if (!comment.empty()) comment += "; ";
      comment += sentence;
    };
    if (!capture_.refusal.empty()) add("refused: " + capture_.refusal);
    if (capture_.truncated) add("only the start of the body was kept");
    if (!capture_.complete) add("the request did not come whole");
    if (capture_.method.empty()) add("its request line could not be read");
    if (forwarded_ != nullptr && !forwarded_->error.empty()) {
      add("forwarding failed: " + forwarded_->error);
    }
    if (!capture_.reply.fault.empty()) add("answered with the fault " + capture_.reply.fault);
    if (!trailers_of(capture_).empty()) add("HAR has no place for the trailers behind its body");
    if (lossy_) add("bytes that are no UTF-8 stand as \u2039E9\u203a");
    return comment;
  }

  void end(JsonObjectWriter& json) {
    lossy_ = lossy_ || json.lossy();
    json.end();
  }

  std::string& out_;
  const Capture& capture_;
  const Relay* const forwarded_;  ///< null where it was not sent on
  bool lossy_ = false;
};

}  // namespace

std::string har_begin(std::string_view version) {
  return fmt::format(
      R"({{"log":{{"version":"1.2","creator":{{"name":"Hookline","version":"{}"}},"entries":[)",
      version);
}

void append_har_entry(std::string& out, const Capture& capture, std::span<const Relay> relays,
                      std::string_view origin) {
  HarEntry(out, capture, relays).write(origin);
}

std::string har_end() {
  return "]}}\n";
}

}  // namespace hookline
