#pragma once

#include "catcher/base/http/bodies/form.h"
#include "catcher/base/http/message/answer.h"
#include "catcher/captures/filters/capture_filter.h"
#include "catcher/captures/store/capture_store.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

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

/// The query of a call. It is read strictly: where a number belongs, anything else is a
/// CallError(400).
class CallQuery {
 public:
  explicit CallQuery(const httplib::Request& request);

  std::optional<std::string> text(std::string_view name) const;
  /// Of each time that it is given, in order.
  std::vector<std::string> texts(std::string_view name) const;
  std::int64_t integer(std::string_view name, std::int64_t fallback, std::int64_t min,
                       std::int64_t max) const;
  CaptureFilter filter() const;
  /// The filter, after= and before=.
  CaptureQuery range() const;
  /// The same, for a search that ends when nobody waits for the call's answer any more. Valid as
  /// long as the request is answered.
  CaptureQuery search() const;
  /// Refuses names that are neither filters nor among `known`: a misspelt filter must not select
  /// everything. Each may be given once, but for `repeated`, as often as one likes.
  void refuse_unknown(std::initializer_list<std::string_view> known,
                      std::string_view repeated = {}) const;
  /// The same for calls that take no parameters, not even filters.
  void refuse_all() const;

 private:
  FormFields fields_;
  std::function<bool()> is_given_up_;  ///< null: that isn't known
};

constexpr std::size_t kCallBodyBytesMax = std::size_t{4} << 20;

/// The body of a call, up to kCallBodyBytesMax; a larger one is a CallError(413). Calls with a body
/// are routed with a content reader: httplib's plain handlers refuse form-typed bodies over 8 KiB,
/// which is what curl -d sends.
std::string read_call_body(const httplib::ContentReader& reader);

void answer_bytes(httplib::Response& response, std::string bytes, const std::string& type);
void answer_json(httplib::Response& response, std::string json);
/// An answer whose length isn't known beforehand: it goes out in chunks or, to HTTP/1.0, which has
/// none, up to the end of the connection. `feed` is called until it says done.
void answer_in_pieces(const httplib::Request& request, httplib::Response& response,
                      const std::string& content_type,
                      std::function<bool(std::size_t, httplib::DataSink&)> feed);
/// {"error","hint"} with its status.
Answer answer_of(const CallError& error);
/// The same for a request that httplib answers.
void answer_error(httplib::Response& response, const CallError& error);

}  // namespace hookline
