// A body that was read and written again reads the same; decoding never fails.
#include "catcher/base/http/bodies/form.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto fields = hookline::decode_form(text);
  if (hookline::decode_form(hookline::encode_form(fields)) != fields) std::abort();
  return 0;
}
