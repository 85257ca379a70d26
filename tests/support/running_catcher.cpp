#include "tests/support/running_catcher.h"

#include "catcher/captures/views/capture_view.h"
#include "tests/support/raw_client.h"

#include <stdexcept>

#include <nlohmann/json.hpp>

namespace hookline::test {

CatcherOptions RunningCatcher::free_ports() {
  CatcherOptions options;
  options.listen = {"127.0.0.1", 0};
  options.page = {"127.0.0.1", 0};
  options.store = "memory";
  options.loops = 2;
  return options;
}

RunningCatcher::RunningCatcher(CatcherOptions options)
    : catcher_(std::make_unique<Catcher>(options, log_)) {}

std::string RunningCatcher::end() {
  catcher_.reset();
  return log_.str();
}

Captures RunningCatcher::all_captures() {
  CaptureQuery all;
  all.limit = 1'000'000;
  return catcher_->store().list(all);
}

Capture RunningCatcher::last_capture() {
  CaptureQuery newest;
  newest.newest = true;
  newest.limit = 1;
  Captures captures = catcher_->store().list(newest);
  if (captures.empty()) throw std::runtime_error("nothing was caught");
  return std::move(captures.front());
}

std::string RunningCatcher::call(const std::string& method, const std::string& target,
                                 const std::string& body, int status) {
  RawClient client(catcher_->watching_url());
  client.send(method + " " + target +
              " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " +
              std::to_string(body.size()) + "\r\n\r\n" + body);
  const std::string answer = client.read_answer();
  if (status_of_answer(answer) != status)
    throw std::runtime_error(method + " " + target + " was answered\n" + answer);
  return body_of_answer(answer);
}

std::string RunningCatcher::get_export(const std::string& format_and_filters) {
  RawClient client(catcher_->watching_url());
  client.send("GET /api/export?format=" + format_and_filters +
              " HTTP/1.1\r\nConnection: close\r\n\r\n");
  Capture answer;
  answer.raw = client.read_to_end();
  if (status_of_answer(answer.raw) != 200) throw std::runtime_error("no export: " + answer.raw);
  answer.head_bytes = answer.raw.find("\r\n\r\n") + 4;
  return body_of(answer);
}

std::string RunningCatcher::get_text(const std::string& target, int status) {
  return call("GET", target, "", status);
}

nlohmann::json RunningCatcher::get(const std::string& target, int status) {
  return nlohmann::json::parse(get_text(target, status));
}

}  // namespace hookline::test
