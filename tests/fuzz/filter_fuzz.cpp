// The query of a list or a wait, and a capture: the input's first line is the query, the rest the
// request. A filter either matches or says why not, never both.
#include "catcher/base/http/bodies/form.h"
#include "catcher/captures/filters/capture_filter.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hookline;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(input.find('\n'), input.size());
  Capture capture;
  capture.id = 1;
  capture.method = "POST";
  capture.target = "/a/b?c=d";
  capture.version = "HTTP/1.1";
  capture.raw = input.substr(std::min(line + 1, input.size()));
  const auto head_end = capture.raw.find("\r\n\r\n");
  capture.head_bytes = head_end == std::string::npos ? 0 : head_end + 4;
  try {
    const CaptureFilter filter(decode_form(input.substr(0, line)));
    if (filter.matches(capture) != filter.mismatches(capture).empty()) std::abort();
  } catch (const std::invalid_argument& problem) {
    if (std::string_view(problem.what()).empty()) std::abort();
  }
  return 0;
}
