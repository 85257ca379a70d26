#include "catcher/captures/filters/capture_filter.h"

#include "catcher/base/text/utf8.h"
#include "catcher/base/units/timestamp.h"
#include "catcher/captures/filters/capture_matcher.h"
#include "catcher/captures/filters/letter_case.h"
#include "catcher/captures/filters/path_pattern.h"
#include "catcher/captures/views/capture_form.h"
#include "catcher/captures/views/capture_view.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <stdexcept>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kShownBytesMax = 120;
constexpr std::size_t kShownValuesMax = 3;
constexpr std::size_t kIdsMax = 1'000;

/// In quotes, whatever it holds, and short. UTF-8 stands as it is.
std::string shown(std::string_view text) {
  std::string out = "\"";
  auto rest = text.substr(0, kShownBytesMax);
  // A character that the limit cuts is left out; one that was never whole is shown.
  if (rest.size() < text.size() && is_utf8(text)) rest = rest.substr(0, utf8_prefix(rest));
  while (!rest.empty()) {
    const auto byte = static_cast<std::uint8_t>(rest.front());
    const auto sound = utf8_prefix(rest.substr(0, 4));
    if (byte == '"' || byte == '\\') out += '\\';
    if (byte < 0x20 || byte == 0x7f || sound == 0) {
      out += fmt::format("\\x{:02x}", byte);
      rest.remove_prefix(1);
    } else {
      out += take_character(rest);
    }
  }
  return out + (text.size() > kShownBytesMax ? "…\"" : "\"");
}

int status_from(std::string_view text) {
  int status = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), status);
  if (error != std::errc() || end != text.data() + text.size() || status < 100 || status > 999) {
    throw std::invalid_argument(
        fmt::format("status is {}; expected a number from 100 to 999", shown(text)));
  }
  return status;
}

std::int64_t id_from(std::string_view text) {
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc() || end != text.data() + text.size() || id < 0) {
    throw std::invalid_argument(
        fmt::format("id is {}; expected whole numbers, as in id=3 or id=3,17", shown(text)));
  }
  return id;
}

/// Adds "3,17". Zero is no capture's id, so that "id=0" asks for none.
void add_ids(std::string_view text, std::vector<std::int64_t>& ids) {
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find(',', begin), text.size());
    ids.push_back(id_from(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  if (ids.size() > kIdsMax) {
    throw std::invalid_argument(fmt::format("id names more than {} captures", kIdsMax));
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

std::int64_t time_from(const FormField& field) {
  if (const auto at_us = parse_timestamp(field.value)) return *at_us;
  throw std::invalid_argument(
      fmt::format("{} is {}; expected a time such as 2024-02-28T10:45:41Z or "
                  "2024-02-28T11:45:41.5+01:00",
                  field.name, shown(field.value)));
}

void set_once(std::optional<std::string>& part, const FormField& field) {
  if (part) throw std::invalid_argument(fmt::format("{} is given twice", field.name));
  part = field.value;
}

FormField named_after(std::string_view prefix, const FormField& field, std::string_view noun) {
  if (field.name.size() == prefix.size()) {
    throw std::invalid_argument(
        fmt::format("{} needs the name of a {}, as in {}NAME=VALUE", prefix, noun, prefix));
  }
  return {field.name.substr(prefix.size()), field.value};
}

void read_part(const FormField& field, CaptureFilter& filter) {
  if (field.name == "id") add_ids(field.value, filter.ids);
  if (field.name == "method") set_once(filter.method, field);
  if (field.name == "path") set_once(filter.path, field);
  if (field.name == "channel") set_once(filter.channel, field);
  if (field.name == "text") set_once(filter.text, field);
  if (field.name == "exact") set_once(filter.exact, field);
  if (field.name == "status") {
    if (filter.status) throw std::invalid_argument("status is given twice");
    filter.status = status_from(field.value);
  }
  if (field.name == "since" || field.name == "until") {
    auto& bound_us = field.name == "since" ? filter.since_us : filter.until_us;
    if (bound_us) throw std::invalid_argument(fmt::format("{} is given twice", field.name));
    bound_us = time_from(field);
  }
  if (field.name.starts_with("form.")) {
    filter.form.push_back(named_after("form.", field, "form field"));
  }
  if (field.name.starts_with("header.")) {
    filter.header.push_back(named_after("header.", field, "header"));
  }
}

/// "header Accept is "a" and "b", not "c"", or that there is none.
std::string differing_values(std::string_view noun, const FormField& wanted,
                             const std::vector<std::string_view>& values) {
  if (values.empty()) return fmt::format("there is no {} {}", noun, shown(wanted.name));
  std::string listed;
  for (std::size_t i = 0; i < std::min(values.size(), kShownValuesMax); ++i) {
    if (i > 0) listed += " and ";
    listed += shown(values[i]);
  }
  if (values.size() > kShownValuesMax) {
    listed += fmt::format(" and {} more", values.size() - kShownValuesMax);
  }
  return fmt::format("{} {} is {}, not {}", noun, shown(wanted.name), listed, shown(wanted.value));
}

bool holds(const std::vector<std::string_view>& values, std::string_view wanted) {
  return std::find(values.begin(), values.end(), wanted) != values.end();
}

/// What to write instead of a path that none can match, or that nearly matches.
std::string path_hint(std::string_view wanted, std::string_view path) {
  const auto core = wanted.substr(0, wanted.find_last_not_of('*') + 1);
  if (const auto mark = core.find('?'); mark != std::string_view::npos) {
    return fmt::format(
        "; a path ends before the \"?\": write path={} and look for the rest with text=",
        wanted.substr(0, mark));
  }
  if (const auto scheme = core.find("://"); scheme != std::string_view::npos) {
    const auto start = core.find('/', scheme + 3);
    return fmt::format("; write the path alone: path={}",
                       start == std::string_view::npos ? "/" : core.substr(start));
  }
  if (!core.empty() && !core.starts_with('/') && path.starts_with('/')) {
    return fmt::format("; a path begins with \"/\": write path=/{}", wanted);
  }
  if (equals_ignoring_case(wanted, path)) return "; upper and lower case count in a path";
  if (path.size() == wanted.size() + 1 && path.ends_with('/') && path.starts_with(wanted)) {
    return "; the last \"/\" counts";
  }
  return {};
}

void compare_headers(const CaptureFilter& filter, const Capture& capture,
                     std::vector<std::string>& why) {
  if (filter.header.empty()) return;
  const auto headers = headers_of(capture);
  for (const FormField& wanted : filter.header) {
    std::vector<std::string_view> values;
    for (const Header& header : headers) {
      if (equals_ignoring_case(header.name, wanted.name)) values.push_back(header.value);
    }
    if (!holds(values, wanted.value)) why.push_back(differing_values("header", wanted, values));
  }
}

void compare_form(const CaptureFilter& filter, const Capture& capture,
                  std::vector<std::string>& why) {
  if (filter.form.empty()) return;
  const auto form = read_form(capture);
  for (const FormField& wanted : filter.form) {
    if (!form.fields) {
      why.push_back(fmt::format("the body is not a form, so there is no field {}: {}",
                                shown(wanted.name), form.why_not));
      continue;
    }
    std::vector<std::string_view> values;
    for (const FormField& field : *form.fields) {
      if (field.name == wanted.name) values.push_back(field.value);
    }
    if (holds(values, wanted.value)) continue;
    why.push_back(differing_values("form field", wanted, values));
    for (const std::string& note : form.notes) why.back() += fmt::format("; {}", note);
  }
}

void compare_text(const CaptureFilter& filter, const Capture& capture,
                  std::vector<std::string>& why) {
  constexpr std::string_view kNowhere = "is nowhere in target, headers or body";
  CaptureFilter any_case;
  any_case.text = filter.text;
  if (filter.text && !matches(any_case, capture)) {
    why.push_back(fmt::format("{} {}", shown(*filter.text), kNowhere));
  }
  CaptureFilter exact;
  exact.exact = filter.exact;
  if (!filter.exact || matches(exact, capture)) return;
  any_case.text = filter.exact;
  why.push_back(fmt::format("{} {}{}", shown(*filter.exact), kNowhere,
                            matches(any_case, capture)
                                ? " in these upper and lower case letters; text= finds it in others"
                                : ""));
}

}  // namespace

bool CaptureFilter::empty() const {
  return *this == CaptureFilter();
}

CaptureFilter filter_from_query(std::span<const FormField> query) {
  CaptureFilter filter;
  for (const FormField& field : query) read_part(field, filter);
  return filter;
}

bool matches(const CaptureFilter& filter, const Capture& capture) {
  return filter.empty() || CaptureMatcher(filter).matches(capture);
}

std::vector<std::string> mismatches(const CaptureFilter& filter, const Capture& capture) {
  std::vector<std::string> why;
  if (!filter.ids.empty() &&
      !std::binary_search(filter.ids.begin(), filter.ids.end(), capture.id)) {
    why.push_back(fmt::format("id {} is none of those asked for", capture.id));
  }
  if (filter.method && *filter.method != capture.method) {
    why.push_back(
        fmt::format("method is {}, not {}", shown(capture.method), shown(*filter.method)));
  }
  if (const auto path = path_of(capture); filter.path && !PathPattern(*filter.path).matches(path)) {
    why.push_back(fmt::format("path is {}, not {}{}", shown(path), shown(*filter.path),
                              path_hint(*filter.path, path)));
  }
  if (filter.channel && *filter.channel != capture.channel) {
    why.push_back(
        fmt::format("channel is {}, not {}", shown(capture.channel), shown(*filter.channel)));
  }
  if (filter.status && *filter.status != capture.reply.status) {
    why.push_back(fmt::format("status is {}, not {}", capture.reply.status, *filter.status));
  }
  if (filter.since_us && capture.received_us < *filter.since_us) {
    why.push_back(fmt::format("it was received at {}, before {}", received_at(capture),
                              timestamp_text(*filter.since_us)));
  }
  if (filter.until_us && capture.received_us >= *filter.until_us) {
    why.push_back(fmt::format("it was received at {}, not before {}", received_at(capture),
                              timestamp_text(*filter.until_us)));
  }
  compare_headers(filter, capture, why);
  compare_form(filter, capture, why);
  compare_text(filter, capture, why);
  return why;
}

}  // namespace hookline
