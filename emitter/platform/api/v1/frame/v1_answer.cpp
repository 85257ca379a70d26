#include "emitter/platform/api/v1/frame/v1_answer.h"

#include "emitter/platform/calls/platform_call.h"

namespace hookline {
namespace {

constexpr std::string_view kNotAuthorized = "You are not authorized to access this file";

std::string written(V1Output output, std::string_view root, const VendorJson& value) {
  switch (output) {
    case V1Output::kJson:
      return vendor_text(value);
    case V1Output::kSerialize:
      return php_serialized(value);
    case V1Output::kXml:
      break;
  }
  return vendor_xml(root, value);
}

Answer answer_with(V1Output output, std::string_view root, const VendorJson& value) {
  return text_answer(200, written(output, root, value), std::string(media_type_of(output)));
}

VendorJson result_members(V1Output output, int code, std::string_view message) {
  return {{"result_code", code}, {"result_message", message}, {"result_output", name_of(output)}};
}

}  // namespace

VendorJson numbered(const VendorJson& rows) {
  VendorJson object = VendorJson::object();
  std::size_t at = 0;
  for (const VendorJson& row : rows) object[std::to_string(at++)] = row;
  return object;
}

V1Result returned(VendorJson data) {
  if (data.empty()) throw V1Error("Failed: Nothing is returned");
  return {"Success: Something is returned", std::move(data)};
}

Answer v1_answer(V1Output output, std::string_view action, const V1Result& result) {
  if (result.order == V1Order::kDataAlone) return answer_with(output, action, result.data);
  const VendorJson end = result_members(output, 1, result.message);
  VendorJson all = result.order == V1Order::kResultFirst ? end : result.data;
  all.update(result.order == V1Order::kResultFirst ? result.data : end);
  return answer_with(output, action, all);
}

Answer v1_failure(V1Output output, std::string_view action, std::string_view message) {
  return answer_with(output, action, result_members(output, 0, message));
}

Answer v1_not_authorized(V1Output output) {
  if (output == V1Output::kXml) {
    const VendorJson error = {{"error", kNotAuthorized}};
    return answer_with(output, "root", error);
  }
  return v1_failure(output, "root", kNotAuthorized);
}

}  // namespace hookline
