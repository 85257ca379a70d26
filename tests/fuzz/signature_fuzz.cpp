// Headers of any bytes, one a line, then an empty line and the body: every scheme gives a verdict
// with a reason, and none calls valid what was not made with the key.
#include "catcher/base/http/headers/header_lines.h"
#include "catcher/verdicts/signature_check.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace hookline;

Headers headers_of(std::string_view& input) {
  Headers headers;
  while (!input.empty()) {
    const std::size_t end = std::min(input.find('\n'), input.size());
    const std::string_view line = input.substr(0, end);
    input.remove_prefix(std::min(end + 1, input.size()));
    if (line.empty()) break;
    const std::size_t colon = std::min(line.find(':'), line.size());
    headers.push_back({std::string(line.substr(0, colon)),
                       std::string(line.substr(std::min(colon + 1, line.size())))});
  }
  return headers;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  const Headers headers = headers_of(input);
  for (const SignatureScheme scheme :
       {SignatureScheme::kStandardWebhooks, SignatureScheme::kStripe, SignatureScheme::kGitHub}) {
    SigningKey key;
    key.scheme = scheme;
    key.secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const SignatureCheck check = verify(key, headers, input, 1'700'000'000, 300);
    if (check.reason.empty()) std::abort();
    if (check.verdict == Verdict::kValid || check.verdict == Verdict::kStale) std::abort();
  }
  return 0;
}
