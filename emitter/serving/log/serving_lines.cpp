#include "emitter/serving/log/serving_lines.h"

#include "catcher/base/json/json_writer.h"
#include "catcher/base/text/printable.h"
#include "catcher/base/units/timestamp.h"
#include "catcher/log/brush.h"
#include "emitter/platform/events/event_type.h"

#include <chrono>
#include <string_view>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kUrlBytes = 200;
constexpr std::size_t kProblemBytes = 300;
constexpr std::size_t kEmailBytes = 80;

std::string_view kind_of(const Event& event) {
  return event.automation_id ? "automation action" : name_of(event.type);
}

/// Without a password: terminals keep what was printed.
std::string shown_url(const std::string& text) {
  try {
    const Url url = Url::parse(text);
    return printable(url.origin() + url.target(), kUrlBytes);
  } catch (const UrlError&) {
    return "?";
  }
}

std::string event_json(const Event& event, std::size_t deliveries) {
  std::string json;
  JsonObjectWriter line(json);
  JsonObjectWriter object = line.object("event");
  object.number("id", event.id);
  object.text("type", kind_of(event));
  object.text("source", name_of(event.source));
  object.number("time", event.time_s);
  if (event.contact) object.number("contact", event.contact->id);
  if (event.deal) object.number("deal", event.deal->id);
  object.number("deliveries", deliveries);
  object.end();
  line.end();
  return json + "\n";
}

double milliseconds_of(const Attempt& attempt) {
  return std::chrono::duration<double, std::milli>(attempt.finished - attempt.started).count();
}

std::string delivery_json(const Attempt& attempt, const std::optional<DeliveryRecord>& record) {
  std::string json;
  JsonObjectWriter line(json);
  JsonObjectWriter object = line.object("delivery");
  object.number("id", attempt.delivery_id);
  object.number("event", attempt.event_id);
  if (record && record->type) object.text("type", name_of(*record->type));
  if (record) object.text("url", shown_url(record->url));
  object.number("attempt", attempt.number);
  object.text("outcome", name_of(attempt.outcome));
  object.number("status", attempt.status);
  object.raw("duration_ms", fmt::format("{:.3f}", milliseconds_of(attempt)));
  if (!attempt.problem.empty()) object.text("problem", attempt.problem);
  object.text("state", name_of(attempt.state));
  object.end();
  line.end();
  return json + "\n";
}

void put_ending(Brush& brush, const Attempt& attempt) {
  brush.put(Ink::kFaint, " -> ");
  if (attempt.outcome == Outcome::kAnswered) {
    brush.put(ink_of_status(attempt.status), std::to_string(attempt.status));
    brush.put(Ink::kFaint, fmt::format(" in {:.1f} ms", milliseconds_of(attempt)));
  } else {
    brush.put(Ink::kRed, name_of(attempt.outcome));
    brush.put(Ink::kYellow, ": " + printable(attempt.problem, kProblemBytes));
  }
  if (!attempt.is_last()) brush.put(Ink::kFaint, ", to be tried again");
  if (!attempt.switched_off.empty()) brush.put(Ink::kYellow, ", switched off");
}

}  // namespace

std::string event_line(const Event& event, std::size_t deliveries, LineStyle style) {
  if (style.format == LineFormat::kJson) return event_json(event, deliveries);
  Brush brush(style.colour);
  brush.put(Ink::kFaint, fmt::format("{} event #{} ", time_of_day(wall_clock_us()), event.id));
  brush.put(Ink::kCyan, kind_of(event));
  brush.put(Ink::kPlain, fmt::format(" by {}", name_of(event.source)));
  if (event.contact) brush.put(Ink::kPlain, ", " + printable(event.contact->email, kEmailBytes));
  brush.put(Ink::kFaint, fmt::format(" -> {} webhook{}\n", deliveries, deliveries == 1 ? "" : "s"));
  return brush.take();
}

std::string delivery_line(const Attempt& attempt, const std::optional<DeliveryRecord>& record,
                          LineStyle style) {
  if (style.format == LineFormat::kJson) return delivery_json(attempt, record);
  Brush brush(style.colour);
  brush.put(Ink::kFaint,
            fmt::format("{} delivery #{} ", time_of_day(wall_clock_us()), attempt.delivery_id));
  if (record) {
    brush.put(Ink::kCyan, record->type ? name_of(*record->type) : "automation action");
    brush.put(Ink::kPlain, " to " + shown_url(record->url));
  }
  put_ending(brush, attempt);
  return brush.put(Ink::kPlain, "\n").take();
}

}  // namespace hookline
