#pragma once

#include "catcher/base/http/message/answer.h"
#include "emitter/platform/api/vendor_json.h"

#include <cstdint>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>

namespace hookline {

/// A call that can't be answered as asked: the status, and the body that says so.
class V3Error : public std::runtime_error {
 public:
  V3Error(int status, VendorJson body)
      : std::runtime_error("a call of REST v3 is refused"),
        status_(status),
        body_(std::move(body)) {}
  int status() const { return status_; }
  const VendorJson& body() const { return body_; }

 private:
  int status_;
  VendorJson body_;
};

/// 404 {"message":"No Result found for Subscriber with id 7"}; `class_name` is the vendor's.
V3Error no_result(std::string_view class_name, std::uint64_t id);
/// 422 of code field_missing: "The account name was not provided."
V3Error attribute_missing(std::string_view resource, std::string_view attribute);
/// 422 of code field_invalid; `detail` says what is wrong.
V3Error attribute_invalid(std::string_view resource, std::string_view attribute,
                          std::string_view detail);
/// 422 of code duplicate.
V3Error attribute_taken(std::string_view attribute, std::string_view title);
/// 422 of code related_missing: "The related list does not exist."
V3Error related_missing(std::string_view attribute);
/// 404 {"errors":[{"status":404,"title":"Not Found","detail":…}]}; no detail where it is empty.
V3Error not_found_with(std::string_view detail);

/// With the headers that all answers have.
Answer v3_answer(int status, const VendorJson& body);
/// The answer to what a call threw, or to a call that never got that far.
Answer v3_refusal(const std::exception_ptr& why);

}  // namespace hookline
