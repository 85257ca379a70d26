#include "catcher/api/call/call.h"

#include "catcher/captures/filters/filter_term.h"
#include "catcher/captures/json/capture_json.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hookline {
CallQuery::CallQuery(const httplib::Request& request) {
  // From the target as sent: httplib's own parameters have lost their order and repeats.
  const auto mark = request.target.find('?');
  if (mark != std::string::npos)
    fields_ = decode_form(std::string_view(request.target).substr(mark + 1));
  if (request.progress) {
    is_given_up_ = [goes_on = request.progress] { return !goes_on(0, 0); };
  }
}

std::optional<std::string> CallQuery::text(std::string_view name) const {
  for (const FormField& field : fields_) {
    if (field.name == name) return field.value;
  }
  return std::nullopt;
}

std::vector<std::string> CallQuery::texts(std::string_view name) const {
  std::vector<std::string> values;
  for (const FormField& field : fields_) {
    if (field.name == name) values.push_back(field.value);
  }
  return values;
}

std::int64_t CallQuery::integer(std::string_view name, std::int64_t fallback, std::int64_t min,
                                std::int64_t max) const {
  const auto given = text(name);
  if (!given) return fallback;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(given->data(), given->data() + given->size(), value);
  if (error != std::errc() || end != given->data() + given->size() || value < min || value > max) {
    throw CallError(
        400, fmt::format("{}={} is not a whole number from {} to {}", name, *given, min, max),
        fmt::format("write {}=N, or leave it out for {}", name, fallback));
  }
  return value;
}

CaptureFilter CallQuery::filter() const {
  try {
    return CaptureFilter(fields_);
  } catch (const std::invalid_argument& error) {
    throw CallError(400, error.what(),
                    fmt::format("filters are {}=VALUE", fmt::join(filter_names(), "=, ")));
  }
}

CaptureQuery CallQuery::range() const {
  CaptureQuery range;
  range.after = integer("after", 0, 0, std::numeric_limits<std::int64_t>::max());
  range.before = integer("before", range.before, 0, range.before);
  range.filter = filter();
  return range;
}

CaptureQuery CallQuery::search() const {
  CaptureQuery search = range();
  search.is_given_up = is_given_up_;
  return search;
}

void CallQuery::refuse_unknown(std::initializer_list<std::string_view> known,
                               std::string_view repeated) const {
  for (const FormField& field : fields_) {
    if (!repeated.empty() && field.name == repeated) continue;
    const bool is_known = std::find(known.begin(), known.end(), field.name) != known.end();
    if (is_known && text(field.name) != field.value) {
      throw CallError(400, fmt::format("{} is given twice", field.name), "leave one of them out");
    }
    if (is_known || is_filter_name(field.name) || field.name == "token") continue;
    const auto nearest = nearest_filter(field.name);
    throw CallError(400,
                    fmt::format("there is no parameter \"{}\" here{}", field.name,
                                nearest ? fmt::format("; did you mean {}=?", *nearest) : ""),
                    fmt::format("known are {}{}the filters {}", fmt::join(known, ", "),
                                known.size() > 0 ? " and " : "", fmt::join(filter_names(), ", ")));
  }
}

void CallQuery::refuse_all() const {
  for (const FormField& field : fields_) {
    if (field.name == "token") continue;
    throw CallError(400, fmt::format("there is no parameter \"{}\" here", field.name),
                    "this call takes none");
  }
}

std::string read_call_body(const httplib::ContentReader& reader) {
  std::string body;
  bool fits = true;
  reader([&](const char* data, std::size_t size) {
    fits = body.size() + size <= kCallBodyBytesMax;
    if (fits) body.append(data, size);
    return fits;
  });
  if (!fits) throw CallError(413, "the body is over 4 MiB", "send less at once");
  return body;
}

void answer_bytes(httplib::Response& response, std::string bytes, const std::string& type) {
  // Not set_content(), which copies.
  response.body = std::move(bytes);
  response.headers.erase("Content-Type");
  response.set_header("Content-Type", type);
}

void answer_json(httplib::Response& response, std::string json) {
  answer_bytes(response, std::move(json), "application/json");
}

void answer_in_pieces(const httplib::Request& request, httplib::Response& response,
                      const std::string& content_type,
                      std::function<bool(std::size_t, httplib::DataSink&)> feed) {
  if (request.version == "HTTP/1.0") {
    response.set_content_provider(content_type, std::move(feed));
  } else {
    response.set_chunked_content_provider(content_type, std::move(feed));
  }
}

Answer answer_of(const CallError& error) {
  std::string json = "{\"error\":";
  append_json_string(json, error.what());
  json += ",\"hint\":";
  append_json_string(json, error.hint());
  return {.status = error.status(),
          .reason = std::string(reason_of(error.status())),
          .headers = {{"Content-Type", "application/json"}},
          .body = json + "}\n"};
}

void answer_error(httplib::Response& response, const CallError& error) {
  response.status = error.status();
  answer_json(response, answer_of(error).body);
}

}  // namespace hookline
