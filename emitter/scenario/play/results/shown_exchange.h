#pragma once

#include "catcher/base/http/bodies/form.h"
#include "catcher/base/http/headers/header.h"

#include <cstdint>
#include <string>

namespace hookline {

struct Attempt;
struct Capture;

/// A request that a failure is about, and what it was answered, as reports show them: a value,
/// bounded in size.
struct ShownExchange {
  std::int64_t capture = 0;
  std::int64_t received_us = 0;  ///< microseconds since 1970 UTC
  std::string method;
  std::string target;
  Headers headers;
  FormFields form;               ///< empty where the body is none
  std::string body;              ///< its first bytes, as sent
  std::uint64_t body_bytes = 0;  ///< all that were sent
  int status = 0;                ///< of the answer; 0: none came whole
  std::string problem;           ///< why none came, a sentence
  Headers answer_headers;

  /// Of a body, and of a field.
  static constexpr std::size_t kBodyBytesMax = 4096;
  static constexpr std::size_t kFieldBytesMax = 500;
  static constexpr std::size_t kFieldsMax = 100;

  /// `attempt`: the delivery's that the capture is of; null where it isn't known.
  static ShownExchange of(const Capture& capture, const Attempt* attempt);
};

}  // namespace hookline
