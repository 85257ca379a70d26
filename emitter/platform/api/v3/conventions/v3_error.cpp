#include "emitter/platform/api/v3/conventions/v3_error.h"

#include "catcher/api/call/call.h"
#include "catcher/api/guard/access_token.h"
#include "catcher/base/process/failure.h"
#include "emitter/platform/account/state/operation_error.h"
#include "emitter/platform/api/rows/row_hash.h"
#include "emitter/platform/calls/platform_call.h"

#include <atomic>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

std::string pointer_to(std::string_view attribute) {
  return fmt::format("/data/attributes/{}", attribute);
}

VendorJson one_error(VendorJson error) {
  return {{"errors", VendorJson::array({std::move(error)})}};
}

V3Error attribute_error(std::string_view attribute, std::string_view code, std::string title,
                        std::string_view detail) {
  return {422, one_error({{"title", std::move(title)},
                          {"detail", detail},
                          {"code", code},
                          {"source", {{"pointer", pointer_to(attribute)}}}})};
}

/// Those that the server refuses before a call is looked at. The vendor tells a missing key from
/// missing rights by nothing.
V3Error refused_call(const CallError& error) {
  switch (error.status()) {
    case 401:
    case 403:
      return {403, {{"message", "Forbidden"}}};
    case 400:
    case 404:
    case 405:
      return {error.status(), VendorJson::object()};
    default:
      return {error.status(), {{"message", fmt::format("{}; {}", error.what(), error.hint())}}};
  }
}

/// In the form of a UUID. The system is asked for randomness once: on a virtual machine that takes
/// longer than all else of a call.
std::string request_id() {
  static const std::string kDrawn = random_token();
  static std::atomic<std::uint64_t> calls = 0;
  const std::string random = row_hash(kDrawn, ++calls, 32);
  return fmt::format("{}-{}-4{}-a{}-{}", random.substr(0, 8), random.substr(8, 4),
                     random.substr(13, 3), random.substr(17, 3), random.substr(20));
}

V3Error refused_operation(const OperationError& error) {
  return attribute_error(error.path(), "field_invalid", error.what(), "");
}

}  // namespace

V3Error no_result(std::string_view class_name, std::uint64_t id) {
  return {404, {{"message", fmt::format("No Result found for {} with id {}", class_name, id)}}};
}

V3Error attribute_missing(std::string_view resource, std::string_view attribute) {
  return attribute_error(attribute, "field_missing",
                         fmt::format("The {} {} was not provided.", resource, attribute), "");
}

V3Error attribute_invalid(std::string_view resource, std::string_view attribute,
                          std::string_view detail) {
  return attribute_error(attribute, "field_invalid",
                         fmt::format("The {} {} is not valid.", resource, attribute), detail);
}

V3Error attribute_taken(std::string_view attribute, std::string_view title) {
  return attribute_error(attribute, "duplicate", std::string(title), "");
}

V3Error related_missing(std::string_view attribute) {
  return {422, one_error({{"title", fmt::format("The related {} does not exist.", attribute)},
                          {"detail", ""},
                          {"code", "related_missing"},
                          {"error", fmt::format("{}_not_exist", attribute)},
                          {"source", {{"pointer", pointer_to(attribute)}}}})};
}

V3Error not_found_with(std::string_view detail) {
  VendorJson error = {{"status", 404}, {"title", "Not Found"}};
  if (!detail.empty()) error["detail"] = detail;
  return {404, one_error(std::move(error))};
}

Answer v3_answer(int status, const VendorJson& body) {
  Answer answer = json_answer(status, vendor_text(body));
  answer.headers.push_back({"Cache-Control", "no-store, no-cache, must-revalidate"});
  answer.headers.push_back({"Pragma", "no-cache"});
  answer.headers.push_back({"Expires", "Thu, 19 Nov 1981 08:52:00 GMT"});
  answer.headers.push_back({"X-Request-Id", request_id()});
  return answer;
}

Answer v3_refusal(const std::exception_ptr& why) {
  const auto told = [](const V3Error& error) { return v3_answer(error.status(), error.body()); };
  try {
    std::rethrow_exception(why);
  } catch (const V3Error& error) {
    return told(error);
  } catch (const CallError& error) {
    return told(refused_call(error));
  } catch (const OperationError& error) {
    return told(refused_operation(error));
  } catch (const Failure& failure) {
    return v3_answer(503, {{"message", failure.what()}});
  } catch (const std::exception& error) {
    return v3_answer(500, {{"message", error.what()}});
  }
}

}  // namespace hookline
