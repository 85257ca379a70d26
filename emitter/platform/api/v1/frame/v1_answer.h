#pragma once

#include "catcher/base/http/message/answer.h"
#include "emitter/platform/api/v1/frame/v1_output.h"
#include "emitter/platform/api/vendor_json.h"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace hookline {

/// A call of REST v1 that can't be done: result_code 0, and why.
class V1Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Whether what was done comes before the three result members or behind them.
enum class V1Order : std::uint8_t { kDataFirst, kResultFirst, kDataAlone };

/// What an action came to.
struct V1Result {
  std::string message;
  VendorJson data = VendorJson::object();
  V1Order order = V1Order::kDataFirst;
};

/// Rows beside the result: members "0", "1"….
VendorJson numbered(const VendorJson& rows);
/// "Success: Something is returned", or, of nothing, the V1Error that the vendor has for that.
V1Result returned(VendorJson data);

/// 200 with result_code 1; `action` names the root of XML.
Answer v1_answer(V1Output output, std::string_view action, const V1Result& result);
/// 200 with result_code 0.
Answer v1_failure(V1Output output, std::string_view action, std::string_view message);
/// For a wrong key, a missing action or one that isn't known: the vendor doesn't tell them apart.
Answer v1_not_authorized(V1Output output);

}  // namespace hookline
