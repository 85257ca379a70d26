#pragma once

#include "catcher/captures/capture_filter.h"
#include "catcher/http/form.h"

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include <httplib.h>

namespace hookline {

/// A call of the API that can't be answered as asked: the status, a sentence, and what to do.
/// Thrown by calls, turned into {"error","hint"} by the page's server.
class CallError : public std::runtime_error {
 public:
  CallError(int status, const std::string& error, std::string hint)
      : std::runtime_error(error), status_(status), hint_(std::move(hint)) {}
  int status() const { return status_; }
  const std::string& hint() const { return hint_; }

 private:
  int status_;
  std::string hint_;
};

/// The query of a call, read strictly: what is no number where one belongs is a CallError(400).
class CallQuery {
 public:
  explicit CallQuery(const httplib::Request& request);

  std::optional<std::string> text(std::string_view name) const;
  std::int64_t integer(std::string_view name, std::int64_t fallback, std::int64_t min,
                       std::int64_t max) const;
  CaptureFilter filter() const;
  /// Refuses names that are neither filters nor among `known`: a misspelt filter must not select
  /// everything.
  void refuse_unknown(std::initializer_list<std::string_view> known) const;

 private:
  FormFields fields_;
};

void answer_json(httplib::Response& response, std::string json);
void answer_error(httplib::Response& response, const CallError& error);

}  // namespace hookline
