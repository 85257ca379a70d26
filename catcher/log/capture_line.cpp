#include "catcher/log/capture_line.h"

#include "catcher/base/text/printable.h"
#include "catcher/base/units/quantity.h"
#include "catcher/captures/json/capture_json.h"
#include "catcher/log/brush.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kMethodBytes = 32;
constexpr std::size_t kTargetBytes = 200;
constexpr std::size_t kChannelBytes = 60;

Ink ink_of_method(std::string_view method) {
  if (method == "GET" || method == "HEAD") return Ink::kBlue;
  if (method == "POST") return Ink::kGreen;
  if (method == "PUT" || method == "PATCH") return Ink::kYellow;
  if (method == "DELETE") return Ink::kRed;
  return Ink::kMagenta;
}

/// "512 B", "1.4 KiB", "20 MiB", as the page writes it.
std::string size_text(std::uint64_t bytes) {
  if (bytes < 1024) return fmt::format("{} B", bytes);
  auto value = static_cast<double>(bytes) / 1024;
  std::string_view unit = "KiB";
  for (const std::string_view larger : {"MiB", "GiB"}) {
    if (value < 1024) break;
    value /= 1024;
    unit = larger;
  }
  return fmt::format("{:.{}f} {}", value, value < 9.95 ? 1 : 0, unit);
}

std::string shown(std::string_view text, std::size_t bytes_max) {
  return text.empty() ? "?" : printable(text, bytes_max);
}

void put_target(Brush& brush, std::string_view target) {
  const std::string text = shown(target, kTargetBytes);
  const auto query = std::min(text.find('?', 1), text.size());
  brush.put(Ink::kPlain, text.substr(0, query)).put(Ink::kFaint, text.substr(query));
}

void put_reply(Brush& brush, const CaptureReply& reply) {
  brush.put(Ink::kFaint, " -> ").put(ink_of_status(reply.status), std::to_string(reply.status));
  if (!reply.fault.empty()) brush.put(Ink::kRed, " " + reply.fault);
  if (reply.delay_ms > 0) brush.put(Ink::kPlain, " after " + duration_text(reply.delay_ms));
  if (reply.rule) brush.put(Ink::kFaint, fmt::format(" by rule {}", *reply.rule));
}

std::string duration_of(std::int64_t duration_us) {
  if (duration_us < 100) return "< 0.1 ms";
  return fmt::format("{:.1f} ms", static_cast<double>(duration_us) / 1000.0);
}

std::string text_after_id(const Capture& capture, Brush& brush) {
  brush.put(Ink::kPlain, " ");
  brush.put(ink_of_method(capture.method), shown(capture.method, kMethodBytes));
  brush.put(Ink::kPlain, " ");
  put_target(brush, capture.target);
  if (!capture.channel.empty()) {
    brush.put(Ink::kCyan, fmt::format(" [{}]", printable(capture.channel, kChannelBytes)));
  }
  brush.put(Ink::kPlain, " " + size_text(capture.body_bytes));
  put_reply(brush, capture.reply);
  // Of what came at once and was answered by the catcher, nothing was measured.
  if (capture.duration_us > 0) brush.put(Ink::kFaint, " in " + duration_of(capture.duration_us));
  if (!capture.refusal.empty()) {
    brush.put(Ink::kYellow, ": " + printable(capture.refusal, kTargetBytes));
  }
  return brush.put(Ink::kPlain, "\n").take();
}

}  // namespace

CaptureLine::CaptureLine(const Capture& capture, LineStyle style, std::span<const Relay> relays) {
  if (style.format == LineFormat::kJson) {
    constexpr std::string_view kBeforeId = "{\"id\":";
    after_id_ = capture_json(capture, relays) + "\n";
    before_id_ = kBeforeId;
    after_id_.erase(0, after_id_.find(','));
    return;
  }
  Brush brush(style.colour);
  before_id_ = brush.put(Ink::kFaint, time_of_day(capture.received_us) + " #").take();
  after_id_ = text_after_id(capture, brush);
}

std::string CaptureLine::with_id(std::int64_t id) const {
  return fmt::format("{}{}{}", before_id_, id, after_id_);
}

}  // namespace hookline
