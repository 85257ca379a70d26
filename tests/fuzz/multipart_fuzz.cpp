// A multipart body: the first line of the input is its boundary, the rest the body. Parts lie in it
// one behind the other, and each, sent by itself, comes back with the same bytes.
#include "catcher/base/http/bodies/multipart.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void expect_same_alone(std::string_view part, const std::string& boundary) {
  std::string body = "--" + boundary + "\r\n\r\n";
  body.append(part).append("\r\n--" + boundary + "--\r\n");
  const auto again = hookline::read_multipart(body, boundary);
  if (again.parts.size() != 1 || again.parts.front().bytes != part) std::abort();
  if (!again.problem.empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(input.find('\n'), input.size());
  const std::string boundary(input.substr(0, line));
  const std::string_view body = input.substr(std::min(line + 1, input.size()));
  const char* behind = body.data();
  for (const auto& part : hookline::read_multipart(body, boundary).parts) {
    if (part.bytes.empty()) continue;
    if (part.bytes.data() < behind) std::abort();
    behind = part.bytes.data() + part.bytes.size();
    if (behind > body.data() + body.size()) std::abort();
    if (boundary.find('\r') == std::string::npos) expect_same_alone(part.bytes, boundary);
  }
  return 0;
}
