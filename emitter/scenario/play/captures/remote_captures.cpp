#include "catcher/api/guard/access_token.h"
#include "catcher/base/http/bodies/form.h"
#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/http/url/url.h"
#include "catcher/base/json/json_reader.h"
#include "catcher/base/process/failure.h"
#include "catcher/captures/json/capture_json.h"
#include "emitter/scenario/play/captures/capture_source.h"

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <httplib.h>

namespace hookline {
namespace {

constexpr std::chrono::seconds kPatienceAtTheEnd{2};

/// The library's own words are names of its errors: "Connection".
std::string why(httplib::Error error) {
  switch (error) {
    case httplib::Error::Connection:
      return "no connection can be made";
    case httplib::Error::ConnectionTimeout:
      return "no connection was made in time";
    case httplib::Error::Read:
      return "no answer came, or none that is HTTP";
    default:
      return httplib::to_string(error);
  }
}

Url parse_page_url(const std::string& text) {
  try {
    return Url::parse(text);
  } catch (const UrlError& error) {
    throw Failure(ExitCode::kUsage,
                  fmt::format("--catcher {}: {}; give the address that the catcher prints as "
                              "\"watching on\", such as http://127.0.0.1:8081",
                              text, error.what()));
  }
}

/// What the catcher wants to be told, from the URL as it was printed, or from the environment.
std::string token_for(const Url& url) {
  const auto mark = url.target().find('?');
  const auto query =
      mark == std::string::npos ? "" : std::string_view(url.target()).substr(mark + 1);
  for (const FormField& field : decode_form(query)) {
    if (field.name != "token") continue;
    if (!field.value.empty()) return field.value;
    throw Failure(
        ExitCode::kUsage,
        fmt::format("--catcher {}: the token in it is empty; give the URL that the catcher "
                    "prints as \"watching on\"",
                    url.text()));
  }
  const char* token = std::getenv("HOOKLINE_TOKEN");
  return token == nullptr ? "" : token;
}

/// JSON can't hold every byte: replaces what it says by the bytes as they came.
void set_raw(Capture& capture, std::string raw) {
  const HeadParts head = split_head(raw);
  HeaderLines lines(head.header_lines);
  for (HeaderLine line; lines.next(line);) continue;
  const auto first = head.request_line.find(' ');
  const auto last = head.request_line.rfind(' ');
  if (first < last && last != std::string_view::npos) {
    capture.target = head.request_line.substr(first + 1, last - first - 1);
  }
  capture.head_bytes = raw.size() - lines.rest().size();
  capture.raw = std::move(raw);
}

class RemoteCaptures : public CaptureSource {
 public:
  RemoteCaptures(const std::string& page_url, std::stop_token stop)
      : url_(parse_page_url(page_url)),
        client_(url_.origin()),
        raw_client_(url_.origin()),
        stop_(std::move(stop)),
        watch_([this](const std::stop_token& ending) { give_up_asking(ending); }) {
    const std::string token = token_for(url_);
    for (httplib::Client* client : {&client_, &raw_client_}) {
      client->set_tcp_nodelay(true);
      client->set_keep_alive(true);
      client->set_connection_timeout(5);
      client->set_read_timeout(60);
      if (!token.empty()) client->set_default_headers({{"Authorization", bearer_of(token)}});
    }
    catching_url_ = reachable(catching_url_in(health()));
  }

  std::string catching_url() const override { return catching_url_; }

  Counts counts() override {
    const JsonDocument document = health();
    JsonObject now = document.root().object();
    return {now.integer_or("last", 0), static_cast<std::uint64_t>(now.integer_or("dropped", 0))};
  }

  void for_each_after(std::int64_t id, const See& see) override {
    std::string line;
    std::exception_ptr thrown;
    const std::string path = fmt::format("/api/export?format=ndjson&after={}", id);
    const auto receive = [&](const char* data, std::size_t size) {
      try {
        take_lines(line, std::string_view(data, size), see);
        return true;
      } catch (...) {
        thrown = std::current_exception();
        return false;
      }
    };
    const auto answer = client_.Get(path, receive);
    if (thrown) std::rethrow_exception(thrown);
    check(answer, "GET", path);
    if (!line.empty()) fail("the export ended in the middle of a capture");
  }

  bool had_endpoint(std::int64_t capture_id) override { return forward_ends_.contains(capture_id); }

  std::optional<EndpointAnswer> endpoint_answer(std::int64_t capture_id) override {
    const auto found = forward_ends_.find(capture_id);
    if (found == forward_ends_.end()) return std::nullopt;
    const ForwardEnd& end = found->second;
    return EndpointAnswer{end.to, end.body, end.body_bytes, end.error};
  }

  void set_replies(const std::string& rules) override {
    const auto before = client_.Get("/api/replies");
    check(before, "GET", "/api/replies");
    rules_before_ = before->body;
    put_replies(rules);
  }

  void restore_replies() override {
    // After an interrupt, nobody waits for a catcher that doesn't answer.
    if (stop_.stop_requested()) client_.set_read_timeout(kPatienceAtTheEnd);
    if (rules_before_) put_replies(*std::exchange(rules_before_, std::nullopt));
  }

 private:
  [[noreturn]] void fail(std::string_view sentence) const {
    throw Failure(ExitCode::kCannotRun,
                  fmt::format("the catcher at {}: {}", url_.origin(), sentence));
  }

  void check(const httplib::Result& answer, std::string_view method,
             const std::string& path) const {
    if (!answer && stop_.stop_requested()) {
      fail(fmt::format("{} {} was given up, for the run was interrupted", method, path));
    }
    if (!answer) {
      fail(
          fmt::format("can't be asked: {}; is it running, and is this the address that it prints "
                      "as \"watching on\"?",
                      why(answer.error())));
    }
    if (answer->status == 200) return;
    if (answer->status == 401) {
      fail(
          "wants a token, and was given none or another; give --catcher the whole URL that it "
          "prints as \"watching on\", or put the token into the environment as HOOKLINE_TOKEN");
    }
    fail(fmt::format("answered {} to {} {}: {}", answer->status, method, path,
                     answer->body.substr(0, 200)));
  }

  /// An object.
  JsonDocument health() {
    const auto answer = client_.Get("/api/health");
    check(answer, "GET", "/api/health");
    try {
      JsonDocument read = JsonDocument::parse(answer->body, "/api/health");
      read.root().object();
      return read;
    } catch (const Failure&) {
      fail("its /api/health is no JSON; is it a catcher's page?");
    }
  }

  std::string catching_url_in(const JsonDocument& health) const {
    const auto found = health.root().object().find("catching");
    if (found && found->is_text()) return found->text();
    fail("its /api/health says nothing of \"catching\"; is it a catcher's page?");
  }

  /// A catcher that listens on every address of its machine is on the one where its page is.
  std::string reachable(const std::string& catching_url) const {
    try {
      const Url url = Url::parse(catching_url);
      if (url.host() != "0.0.0.0" && url.host() != "::") return catching_url;
      const bool bracketed = url_.host().find(':') != std::string::npos;
      return fmt::format("http://{}:{}", bracketed ? "[" + url_.host() + "]" : url_.host(),
                         url.port());
    } catch (const UrlError& error) {
      fail(fmt::format("catches on \"{}\", which is no address: {}", catching_url, error.what()));
    }
  }

  void take_lines(std::string& line, std::string_view data, const See& see) {
    for (auto end = data.find('\n'); end != std::string_view::npos; end = data.find('\n')) {
      line += data.substr(0, end);
      data.remove_prefix(end + 1);
      see(capture_from(line));
      line.clear();
    }
    line += data;
  }

  Capture capture_from(const std::string& line) {
    try {
      Capture capture = capture_from_json(line);
      // Within a text, its quotes would be escaped.
      const bool is_lossy = line.find("\"lossy\":true") != std::string::npos;
      if (is_lossy) set_raw(capture, raw_of(capture.id));
      if (auto end = forward_end_from_json(line)) forward_ends_[capture.id] = std::move(*end);
      return capture;
    } catch (const std::invalid_argument& error) {
      fail(fmt::format("its export can't be read: {}", error.what()));
    }
  }

  std::string raw_of(std::int64_t id) {
    const std::string path = fmt::format("/api/captures/{}/raw", id);
    auto answer = raw_client_.Get(path);
    check(answer, "GET", path);
    return std::move(answer->body);
  }

  void put_replies(const std::string& rules) {
    check(client_.Put("/api/replies", rules, "application/json"), "PUT", "/api/replies");
  }

  /// Ends a call that is still open some moments after a stop was asked for: long enough for a
  /// catcher that answers.
  void give_up_asking(const std::stop_token& ending) {
    const std::stop_callback wake(stop_, [this] {
      const std::lock_guard lock(mutex_);
      changed_.notify_all();
    });
    std::unique_lock lock(mutex_);
    if (!changed_.wait(lock, ending, [this] { return stop_.stop_requested(); })) return;
    changed_.wait_for(lock, ending, kPatienceAtTheEnd, [] { return false; });
    if (ending.stop_requested()) return;
    client_.stop();
    raw_client_.stop();
  }

  Url url_;
  httplib::Client client_;
  httplib::Client raw_client_;  ///< asks while client_ is in the middle of an answer
  std::string catching_url_;
  std::optional<std::string> rules_before_;
  std::map<std::int64_t, ForwardEnd> forward_ends_;  ///< of captures that went on to an app
  const std::stop_token stop_;
  std::mutex mutex_;  ///< for the condition alone
  std::condition_variable_any changed_;
  std::jthread watch_;
};

}  // namespace

std::unique_ptr<CaptureSource> open_remote_captures(const std::string& page_url,
                                                    std::stop_token stop) {
  return std::make_unique<RemoteCaptures>(page_url, std::move(stop));
}

}  // namespace hookline
